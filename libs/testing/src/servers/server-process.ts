import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** What it prints goes here, and its end into the error of a failed start. */
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Asks for an orderly end. */
  readonly stopSignal: NodeJS.Signals;
  /** Lines printed to the log file are noticed by this, every 20 ms, until the server is ready. */
  ready(): Promise<boolean>;
  /** Removed by the watchdog when this process dies without stopping the server. */
  readonly temporaryDir?: string;
}

export interface ServerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const READY_WITHIN_MS = 60_000;

/**
 * A server in a session of its own (a signal to our process group does not reach it) that can be killed, frozen and started
 * again. A watchdog holds a pipe to this process: when this process dies, however it dies, the server is ended too.
 */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private watchdog: ChildProcess | undefined;
  private exit: Promise<ServerExit> = Promise.resolve({ code: null, signal: null });
  private readonly listeners = new Set<(exit: ServerExit) => void>();

  constructor(
    readonly name: string,
    private readonly command: ServerCommand,
  ) {}

  /** Of the running server; undefined when it is down. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Calls `listener` each time the server ends, asked or not; answers how to take the listener away. */
  onExit(listener: (exit: ServerExit) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Starts it and waits until it is ready; throws with the end of its log when it ends before or is not ready within a minute. */
  async start(): Promise<void> {
    if (this.child) throw new Error(`${this.name} runs already`);
    const child = this.spawnServer();
    const deadline = Date.now() + READY_WITHIN_MS;
    while (this.child === child && !(await this.command.ready())) {
      if (Date.now() > deadline) await this.kill();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (this.child !== child) throw new Error(`${this.name} did not start:\n${this.logTail()}`);
  }

  /** SIGKILL, and waits for the end. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.end();
  }

  /** Freezes it (SIGSTOP); connections stay open and nobody answers. */
  pause(): void {
    this.signal('SIGSTOP');
  }

  resume(): void {
    this.signal('SIGCONT');
  }

  /** Asks it to end, and kills it after `graceMs`. */
  async stop(graceMs = 10_000): Promise<void> {
    this.signal('SIGCONT');
    this.signal(this.command.stopSignal);
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMs);
    await this.end();
    clearTimeout(timer);
  }

  /** An idle server does not keep this process alive; waiting for its end does. */
  private async end(): Promise<void> {
    this.child?.ref();
    await this.exit;
  }

  private signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  private spawnServer(): ChildProcess {
    const { file, args, logFile, env, uid, gid } = this.command;
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'a');
    const child = spawn(file, args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env },
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    closeSync(log);
    this.child = child;
    this.exit = new Promise((resolve) => {
      child.once('error', () => resolve(this.ended(child, { code: 127, signal: null })));
      child.once('exit', (code, signal) => resolve(this.ended(child, { code, signal })));
    });
    if (child.pid !== undefined) this.watch(child.pid);
    child.unref();
    return child;
  }

  private ended(child: ChildProcess, exit: ServerExit): ServerExit {
    if (this.child !== child) return exit;
    this.child = undefined;
    this.watchdog?.kill('SIGKILL');
    this.watchdog = undefined;
    for (const listener of this.listeners) listener(exit);
    return exit;
  }

  /** `read` returns when the pipe's other end, this process, is gone. */
  private watch(pid: number): void {
    if (process.platform === 'win32') return;
    const script =
      'read -r _; kill -CONT $1; kill -$2 $1; sleep 2; kill -KILL $1; [ -z "$3" ] || rm -rf "$3"';
    const args = [
      '-c',
      script,
      'watchdog',
      String(pid),
      this.command.stopSignal.slice(3),
      this.command.temporaryDir ?? '',
    ];
    const watchdog = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    watchdog.once('error', () => undefined);
    watchdog.stdin.once('error', () => undefined);
    watchdog.unref();
    (watchdog.stdin as unknown as { unref?(): void }).unref?.();
    this.watchdog = watchdog;
  }

  private logTail(): string {
    try {
      return readFileSync(this.command.logFile, 'utf8').split('\n').slice(-30).join('\n');
    } catch {
      return '(it printed nothing)';
    }
  }
}
