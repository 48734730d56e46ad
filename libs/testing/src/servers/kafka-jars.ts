import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** libs/testing/{src,dist}/servers/this file → the repository. */
const root = resolve(fileURLToPath(import.meta.url), '../../../../..');
const folder = join(root, 'deploy', 'kafka');
const lib = join(folder, 'lib');

/** `java` of JAVA_HOME, else of the path. */
export function javaCommand(): string {
  return process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : 'java';
}

function javaMajor(): number {
  const { stderr } = spawnSync(javaCommand(), ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

function hasMaven(): boolean {
  return spawnSync('mvn', ['-v'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
}

/** Named by the version in pom.xml, so that a raised version is fetched anew. */
function jarFolder(): string {
  const version = /<kafka\.version>([^<]+)</.exec(readFileSync(join(folder, 'pom.xml'), 'utf8'))?.[1];
  if (!version) throw new Error('deploy/kafka/pom.xml names no kafka.version');
  return join(lib, version);
}

/** Why a local Kafka cannot be started here, in a few words; undefined when it can (its jars may have to be fetched first). */
export function kafkaObstacle(): string | undefined {
  const major = javaMajor();
  if (major < 17) return major ? `Java ${major} is too old, 17 is needed` : 'no Java 17+ was found';
  if (!existsSync(jarFolder()) && !hasMaven()) return 'no Maven was found to fetch it with';
  return undefined;
}

/**
 * The class path of Apache Kafka, fetched with Maven when it is not there (5-10 s, 45 MB into deploy/kafka/lib). One process fetches
 * at a time, others wait for it. Throws with Maven's output when it fails.
 */
export function kafkaClassPath(): string {
  const jars = jarFolder();
  if (!existsSync(jars)) {
    mkdirSync(lib, { recursive: true });
    const release = lock(join(lib, 'lock'));
    try {
      if (!existsSync(jars)) fetchJars(jars);
    } finally {
      release();
    }
  }
  return join(jars, '*');
}

function fetchJars(jars: string): void {
  const partial = `${jars}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const args = [
    '-q',
    '-B',
    '-f',
    join(folder, 'pom.xml'),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${partial}`,
  ];
  const maven = spawnSync('mvn', args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (maven.status !== 0) {
    const said = `${maven.stdout ?? ''}${maven.stderr ?? ''}`.split('\n').slice(0, 15).join('\n');
    throw new Error(
      `Maven could not fetch Apache Kafka (${args.join(' ')}):\n${said || maven.error?.message}`,
    );
  }
  renameSync(partial, jars);
}

/** Waits for a file that only one process can make; one whose maker is dead, or older than 5 minutes, is taken over. */
function lock(file: string): () => void {
  for (;;) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isAbandoned(file)) rmSync(file, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function isAbandoned(file: string): boolean {
  try {
    if (Date.now() - statSync(file).mtimeMs > 300_000) return true;
    const pid = Number(readFileSync(file, 'utf8'));
    if (!pid) return false; // just being written
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
