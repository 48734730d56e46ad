import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AbstractLogger, DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

/** `<milliseconds since 1970>-<what-it-does>.sql`: the number orders the files across folders. */
const FILE = /^(\d{13})-([a-z0-9-]+)\.sql$/;

/** What failed is thrown; TypeORM would print it as well. */
class SilentLogger extends AbstractLogger {
  protected override writeLog(): void {}
}

/**
 * The SQL files of `folder` as TypeORM migrations, oldest first. There is no way back: a change that turns out wrong
 * is mended by the next file. Throws where a file's name is not of the form above.
 */
export function sqlMigrations(folder: string): (new () => MigrationInterface)[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const [, timestamp, words] = FILE.exec(file) ?? [];
      if (!timestamp || !words)
        throw new Error(`${join(folder, file)}: a migration is named <13 digits>-<words>.sql`);
      const sql = readFileSync(join(folder, file), 'utf8');
      const name =
        words.replace(/(^|-)([a-z0-9])/g, (_all, _dash, letter: string) => letter.toUpperCase()) + timestamp;
      return class implements MigrationInterface {
        readonly name = name;
        async up(queryRunner: QueryRunner): Promise<void> {
          await queryRunner.query(sql);
        }
        async down(): Promise<void> {
          throw new Error(`${name} cannot be undone; write the next migration`);
        }
      };
    });
}

/**
 * Brings a database to the newest form; answers the names of what ran. Safe to call from several processes at
 * once: an advisory lock lets one work at a time.
 */
export async function migrate(url: string, folders: readonly string[]): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'migrate',
    migrations: folders.flatMap(sqlMigrations),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    logger: new SilentLogger(),
    poolSize: 2,
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query(
      "SET transaction_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock(hashtext('xianjie.migrate'))",
    );
    const ran = await source.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
