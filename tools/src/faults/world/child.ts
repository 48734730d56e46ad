import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer, Asked, Point, Request, Told } from '../processes/protocol.js';

export interface ChildOptions {
  readonly name: string;
  readonly script: 'producer' | 'relay' | 'consumer';
  readonly env: Readonly<Record<string, string>>;
  /** What it prints is appended here. */
  readonly logFile: string;
}

/** All that run, so that an interrupted driver leaves nothing behind. */
const living = new Set<ChildProcess>();

/** SIGKILL to every process of this driver, frozen ones too. */
export function killAll(): void {
  for (const child of living) child.kill('SIGKILL');
}

const RESTART_AFTER_MS = 300;

/**
 * One process under test, started again whenever it ends, until `stop`. The driver never shares anything with it but messages, so a
 * request whose answer is missing is one whose outcome is unknown.
 */
export class Child {
  private process: ChildProcess | undefined;
  private ready = false;
  private wanted = false;
  private restarting: NodeJS.Timeout | undefined;
  private nextId = 1;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly reaching = new Set<{ point: Point; met: () => void }>();
  private readonly changes = new Set<() => void>();
  /** How often it ended without having been asked to by `kill` or `stop`, and how. */
  readonly deaths: string[] = [];
  private killed = false;

  constructor(readonly options: ChildOptions) {}

  get name(): string {
    return this.options.name;
  }

  get isReady(): boolean {
    return this.ready;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Starts it, and goes on starting it whenever it ends. */
  start(): void {
    this.wanted = true;
    if (this.process) return;
    const log = openSync(this.options.logFile, 'a');
    const script = fileURLToPath(new URL(`../processes/${this.options.script}.js`, import.meta.url));
    const child = fork(script, [], {
      execArgv: ['--enable-source-maps'],
      env: { ...process.env, ...this.options.env, NAME: this.name },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    living.add(child);
    this.process = child;
    this.killed = false;
    child.on('message', (told: Told) => this.hear(told));
    child.on('error', () => undefined);
    child.once('exit', (code, signal) => this.ended(child, code, signal));
  }

  private hear(told: Told): void {
    if (told.tell === 'ready') this.ready = true;
    if (told.tell === 'answer') {
      this.waiting.get(told.id)?.(told.answer);
      this.waiting.delete(told.id);
    }
    if (told.tell === 'reached') this.came(told.point);
    this.changed();
  }

  /** It waits at an armed point. Where nobody looks any more it goes on. */
  private came(point: Point): void {
    const looking = [...this.reaching].filter((each) => each.point === point);
    for (const each of looking) each.met();
    if (looking.length === 0) this.decide(point, false);
  }

  /** Lets it go on from the point where it waits: struck, or as if nothing had been armed. */
  decide(point: Point, struck: boolean): void {
    void this.ask({ kind: 'decide', point, struck });
  }

  private ended(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
    living.delete(child);
    if (!this.killed && this.wanted) this.deaths.push(signal ?? `exit ${code}`);
    this.process = undefined;
    this.ready = false;
    for (const [id, answer] of this.waiting) {
      this.waiting.delete(id);
      answer({ ok: false, refused: false, reason: `${this.name} ended` });
    }
    if (this.wanted) this.restarting = setTimeout(() => this.wanted && this.start(), RESTART_AFTER_MS);
    this.changed();
  }

  private changed(): void {
    for (const listener of this.changes) listener();
  }

  /** Resolves once it is ready to work; throws after `withinMs`. */
  async untilReady(withinMs = 60_000): Promise<void> {
    await this.until(() => this.ready, withinMs, 'is not ready');
  }

  private async until(holds: () => boolean, withinMs: number, complaint: string): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const done = (end: () => void) => {
        clearTimeout(timer);
        this.changes.delete(look);
        end();
      };
      const look = () => void (holds() && done(resolve));
      const timer = setTimeout(
        () =>
          done(() =>
            reject(new Error(`${this.name} ${complaint} after ${withinMs} ms; see ${this.options.logFile}`)),
          ),
        withinMs,
      );
      this.changes.add(look);
    });
  }

  /** Its answer; an unknown outcome when it ends before or does not answer in time. */
  ask(request: Request, withinMs = 30_000): Promise<Answer> {
    const child = this.process;
    if (!child?.connected)
      return Promise.resolve({ ok: false, refused: false, reason: `${this.name} is down` });
    const id = this.nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => settle({ ok: false, refused: false, reason: 'no answer in time' }),
        withinMs,
      );
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(answer);
      };
      this.waiting.set(id, settle);
      child.send({ id, request } satisfies Asked, () => undefined);
    });
  }

  /** Resolves true when an armed process says it waits at `point`, false when it did not come in time. Call it before arming, and `decide` then. */
  reached(point: Point, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (value: boolean) => {
        clearTimeout(timer);
        this.reaching.delete(entry);
        resolve(value);
      };
      const entry = { point, met: () => done(true) };
      const timer = setTimeout(() => done(false), withinMs);
      this.reaching.add(entry);
    });
  }

  /** SIGKILL; it starts again by itself. */
  kill(): void {
    this.killed = true;
    this.process?.kill('SIGKILL');
  }

  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.process?.kill('SIGCONT');
  }

  /** SIGKILL, and it stays down until `start`. */
  async down(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.restarting);
    this.kill();
    await this.until(() => this.process === undefined, 10_000, 'did not end');
  }

  /** Asks it to end in order, and waits; kills it after 10 s. It stays down until `start`. */
  async stop(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.restarting);
    const child = this.process;
    if (!child) return;
    child.kill('SIGCONT');
    void this.ask({ kind: 'stop' });
    await this.until(() => this.process === undefined, 10_000, 'did not end').catch(() => this.down());
  }
}
