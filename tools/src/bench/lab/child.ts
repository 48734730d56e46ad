import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolFile } from '../../stack/paths.js';
import { SERVICE_FLAGS } from '../../stack/service-flags.js';

export interface ChildSettings {
  readonly name: string;
  /** File that is run. */
  readonly file: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where its log goes. */
  readonly folder: string;
  /** Where it writes a CPU profile when it ends. */
  readonly profile?: string | undefined;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** All that run, so that an interrupted run leaves nothing behind. */
const living = new Set<ChildProcess>();

export function killAll(): void {
  for (const child of living) child.kill('SIGKILL');
}

/** A process that is measured, or that measures. It ends with this one, however this one ends (`leash.ts`). */
export class Child {
  private readonly process: ChildProcess;
  private readonly waiting = new Map<number, PromiseWithResolvers<unknown>>();
  private readonly logFile: string;
  private nextId = 1;
  private over = false;
  readonly exited: Promise<void>;

  constructor(private readonly settings: ChildSettings) {
    this.logFile = join(settings.folder, `${settings.name}.log`);
    const log = openSync(this.logFile, 'a');
    this.process = fork(settings.file, [], {
      execArgv: flags(settings),
      env: { ...process.env, SINGLE_BROKER: '1', ...settings.env },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    living.add(this.process);
    this.process.on('message', (answer: Answer) => this.hear(answer));
    this.process.on('error', () => undefined);
    this.exited = new Promise((resolve) => this.process.once('exit', () => resolve(this.ended())));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get isOver(): boolean {
    return this.over;
  }

  /** What one of `processes/` answers to a command. Rejects with what it threw, or when it ends. */
  call<T>(command: string, input: unknown = {}): Promise<T> {
    const id = this.nextId++;
    const answer = Promise.withResolvers<unknown>();
    this.waiting.set(id, answer);
    if (this.over) this.ended();
    else this.process.send({ id, command, input }, () => undefined);
    return answer.promise as Promise<T>;
  }

  /** SIGKILL, at once. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  /** SIGTERM, and SIGKILL after 10 s. */
  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
    await this.exited;
    clearTimeout(timer);
  }

  /** The end of what it has printed. */
  logTail(): string {
    return readFileSync(this.logFile, 'utf8').slice(-2000);
  }

  private hear({ id, value, error }: Answer): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(`${this.settings.name}: ${error}`));
  }

  private ended(): void {
    this.over = true;
    living.delete(this.process);
    if (this.waiting.size === 0) return;
    const ended = new Error(`${this.settings.name} ended\n${this.logTail()}`);
    for (const waiting of this.waiting.values()) waiting.reject(ended);
    this.waiting.clear();
  }
}

function flags({ name, profile }: ChildSettings): string[] {
  const leash = ['--import', toolFile('bench/processes/leash')];
  const file = `${name}.\${pid}.cpuprofile`; // Node puts the process's id in
  const profiling = profile ? ['--cpu-prof', '--cpu-prof-dir', profile, '--cpu-prof-name', file] : [];
  return [...SERVICE_FLAGS, ...leash, ...profiling];
}

/** Resident memory of a process in MB; 0 where the system does not tell. */
export function residentMb(pid: number): number {
  try {
    const [, kb = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1024;
  } catch {
    return 0;
  }
}
