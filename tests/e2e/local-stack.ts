import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

interface Noted {
  readonly name: string;
  readonly kind: string;
  readonly pid: number;
}

/** What the test reads of `stack.json`. */
export interface Stack {
  readonly launcher: { readonly pid: number } | null;
  readonly readyAt: string | null;
  readonly processes: readonly Noted[];
  readonly ports: Readonly<Record<string, number>>;
  readonly services: Readonly<Record<string, { readonly url: string; readonly databaseUrl?: string }>>;
  readonly eventLog: { readonly kind: string; readonly address: string } | null;
  readonly issuer: { readonly url: string; readonly audience: string } | null;
  readonly console: { readonly url: string } | null;
}

/** A command of the repository, run as npm runs it, with what it printed. */
export class Running {
  output = '';
  readonly exit: Promise<number | NodeJS.Signals>;

  constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.output += String(chunk)));
    this.exit = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal ?? -1)));
  }

  /** The last line that is not empty. */
  get lastLine(): string {
    return this.output.trimEnd().split('\n').at(-1) ?? '';
  }
}

/** A data folder of its own, and the commands that are run on it. */
export class LocalStack {
  readonly folder = mkdtempSync(join(tmpdir(), 'xianjie-e2e-'));
  /** Every call that a command made of a service. */
  readonly recording = join(this.folder, 'calls.ndjson');
  private readonly started: Running[] = [];

  constructor(private readonly eventLog: string) {}

  /** Runs the compiled command itself, so that a signal reaches the launcher and nobody else. */
  run(command: string, ...args: string[]): Running {
    const main = join(root, 'tools', 'dist', command, 'main.js');
    const child = spawn(
      process.env['TEST_NODE'] ?? process.execPath,
      ['--enable-source-maps', main, ...args],
      {
        cwd: root,
        env: environment({
          XIANJIE_DATA: this.folder,
          EVENT_LOG: this.eventLog,
          XIANJIE_RECORD: this.recording,
        }),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const running = new Running(child);
    this.started.push(running);
    return running;
  }

  /** Starts the stack and waits for its last line. */
  async start(...args: string[]): Promise<Running> {
    const launcher = this.run('start', ...args);
    let ended: number | NodeJS.Signals | undefined;
    void launcher.exit.then((code) => (ended = code));
    while (!/^ready/m.test(launcher.output) || this.stack.readyAt === null) {
      if (ended !== undefined) throw new Error(`The launcher ended (${ended}):\n${launcher.output}`);
      await pause();
    }
    return launcher;
  }

  get stack(): Stack {
    return JSON.parse(readFileSync(join(this.folder, 'stack.json'), 'utf8')) as Stack;
  }

  /** Ends whatever is left, then removes the folder. */
  async remove(): Promise<void> {
    for (const { child } of this.started) if (child.exitCode === null) child.kill('SIGINT');
    await Promise.all(this.started.map(({ exit }) => exit));
    if (existsSync(join(this.folder, 'stack.json')))
      for (const { pid } of this.stack.processes) killQuietly(pid);
    const elsewhere = ['kafka', 'embedded']
      .map((log) => join(this.folder, log, 'postgres-folder'))
      .filter(existsSync);
    for (const file of elsewhere) rmSync(readFileSync(file, 'utf8'), { recursive: true, force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What Jest sets for its own workers is not for programs that a user would start. */
function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  const { NODE_ENV: _env, JEST_WORKER_ID: _id, NODE_OPTIONS: _options, ...rest } = process.env;
  return { ...rest, ...more };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}

/** Whether a process is there; a zombie is not. */
export function isThere(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false;
  }
}

export function pause(ms = 50): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for a condition; the test's own time limit is the end of patience. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await pause();
}
