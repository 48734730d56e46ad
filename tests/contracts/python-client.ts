import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const here = join(import.meta.dirname, 'python');
const venv = join(import.meta.dirname, '../../.data/contracts-python');
const python = join(venv, 'bin', 'python');

function run(command: string, args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 300_000 });
  return status === 0
    ? undefined
    : `${command} ${args.join(' ')}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`;
}

/** Makes the environment of the stock Python client, once for each list of requirements; answers what it lacks, if anything. */
export function preparePython(): string | undefined {
  const requirements = join(here, 'requirements.txt');
  const stamp = join(venv, 'requirements.sha256');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest && run(python, ['--version']) === undefined)
    return undefined;
  rmSync(venv, { recursive: true, force: true });
  const lacking =
    run('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']) ??
    run('python3', ['-m', 'venv', venv]) ??
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  if (lacking === undefined) writeFileSync(stamp, digest);
  return lacking;
}

export interface Case {
  readonly type: string;
  readonly topic: string;
  /** Base64. */
  readonly frame: string;
}

export interface Answer {
  /** The value as JSON text. */
  readonly line: string;
  /** Base64, one of each serialiser. */
  readonly frames: readonly string[];
}

/** What the Python client makes of the frames, with the registry at `url`. */
export async function askPython(
  url: string,
  cases: readonly Case[],
): Promise<{ answers: Answer[]; fingerprints: Readonly<Record<string, string>> }> {
  const child = spawn(python, [join(here, 'check.py'), url], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(cases.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if ((await ended) !== 0) throw new Error(`The Python client failed:\n${complaints}`);
  const lines = out.trimEnd().split('\n');
  const { fingerprints } = JSON.parse(lines.pop() ?? '{}') as { fingerprints: Record<string, string> };
  const answers = lines.map((line) => ({ line, frames: (JSON.parse(line) as { frames: string[] }).frames }));
  return { answers, fingerprints };
}
