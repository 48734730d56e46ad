import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SupervisedCommand {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logFile: string;
}

/** What a supervisor tells about its process. */
export interface SupervisionEvents {
  started(pid: number): void;
  /** It ended by itself and is started again after `againInMs`. */
  died(how: string, againInMs: number): void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
/** A process that lived this long starts again without a pause that grew. */
const SETTLED_MS = 10_000;
const LARGEST_LOG = 20_000_000;

/**
 * A Node process that is started again whenever it ends, after a pause that doubles while it keeps dying. It runs in a session
 * of its own, so a terminal's Ctrl-C reaches only the launcher, which stops things in order.
 */
export class Supervised {
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private stopping = false;
  private exited: Promise<void> = Promise.resolve();

  constructor(
    readonly command: SupervisedCommand,
    private readonly events: SupervisionEvents,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const { args, env, cwd, logFile } = this.command;
    const log = openLog(logFile);
    const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    this.child = child;
    const begun = Date.now();
    this.exited = new Promise((resolve) => {
      const ended = (how: string) => {
        resolve();
        this.ended(child, how, Date.now() - begun);
      };
      child.once('error', (error) => ended(error.message));
      child.once('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
    });
    if (child.pid !== undefined) this.events.started(child.pid);
  }

  /** Asks it to finish, kills it after `graceMs`, and waits until it is gone; it is not started again. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    if (!this.child) return;
    this.child.kill('SIGCONT');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child?.kill('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(timer);
  }

  /** At once, without waiting. */
  kill(): void {
    this.stopping = true;
    clearTimeout(this.timer);
    this.child?.kill('SIGKILL');
  }

  private ended(child: ChildProcess, how: string, livedMs: number): void {
    if (this.child !== child) return;
    this.child = undefined;
    if (this.stopping) return;
    if (livedMs > SETTLED_MS) this.pauseMs = FIRST_PAUSE_MS;
    this.events.died(how, this.pauseMs);
    this.timer = setTimeout(() => this.start(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** Appends; a log that grew large is set aside first, as `<name>.1`. */
function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  try {
    if (statSync(file).size > LARGEST_LOG) renameSync(file, `${file}.1`);
  } catch {
    // there is none yet
  }
  return openSync(file, 'a');
}
