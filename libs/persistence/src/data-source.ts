import pg from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';

export interface DataSourceSettings {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  readonly entities?: readonly EntitySchema[];
  /** Connections kept at most; 10 unless told. */
  readonly poolSize?: number;
}

/** A connected TypeORM data source. Schema changes come from migrations only. */
export async function openDataSource(settings: DataSourceSettings): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: settings.url,
    applicationName: settings.name,
    entities: [...(settings.entities ?? [])],
    synchronize: false,
    poolSize: settings.poolSize ?? 10,
    connectTimeoutMS: 5000,
    extra: { keepAlive: true },
  });
  return source.initialize();
}

/**
 * One database and one role per service (architecture §6), made where missing; the role's time-outs keep a frozen
 * process from holding locks. `adminUrl` is of a role that may create both. Answers the service's own address.
 */
export async function createServiceDatabase(
  adminUrl: string,
  service: string,
  password: string,
): Promise<string> {
  const name = service.replaceAll('-', '_');
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`${service} is no name for a database`);
  const url = new URL(adminUrl);
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const role = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    const secret = admin.escapeLiteral(password);
    await admin.query(`${role.rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN PASSWORD ${secret}`);
    const settings = {
      idle_in_transaction_session_timeout: '10s',
      transaction_timeout: '20s',
      lock_timeout: '5s',
      deadlock_timeout: '100ms',
    };
    for (const [key, value] of Object.entries(settings)) {
      await admin.query(`ALTER ROLE ${name} SET ${key} = '${value}'`);
    }
    const database = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!database.rowCount) await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
    await admin.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
  } finally {
    await admin.end();
  }
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.toString();
}
