import { closeSync, openSync, readSync, statSync } from 'node:fs';

const EVERY_MS = 500;
const AGAIN_AFTER_MS = 30_000;
const MOST_BYTES = 262_144;
/** pino's level of an error. */
const ERROR = 50;

/**
 * Reads what a service adds to its log file and tells the errors in it, each sentence once in 30 s. Services write to the file
 * themselves, so that they outlive the launcher.
 */
export class LogWatcher {
  private offset: number;
  private rest = '';
  private readonly told = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly file: string,
    private readonly tell: (sentence: string) => void,
  ) {
    this.offset = sizeOf(file);
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.look();
  }

  private look(): void {
    const size = sizeOf(this.file);
    if (size < this.offset) this.offset = 0; // set aside, begun anew
    if (size - this.offset > MOST_BYTES) this.offset = size - MOST_BYTES;
    if (size === this.offset) return;
    const lines = (this.rest + readBetween(this.file, this.offset, size)).split('\n');
    this.offset = size;
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.consider(line);
  }

  private consider(line: string): void {
    const sentence = errorIn(line);
    if (sentence === undefined) return;
    const now = Date.now();
    if (now - (this.told.get(sentence) ?? 0) < AGAIN_AFTER_MS) return;
    this.told.set(sentence, now);
    this.tell(sentence);
  }
}

/** The error that a log line tells, in one line: a pino record of level error or above, or what Node prints when it dies. */
export function errorIn(line: string): string | undefined {
  if (!line.startsWith('{')) return /^(?:\w*Error|Uncaught)\b.*/.exec(line)?.[0].slice(0, 300);
  try {
    const record = JSON.parse(line) as { level?: unknown; msg?: unknown; err?: { message?: unknown } };
    const failed =
      typeof record.level === 'number' ? record.level >= ERROR : /error|fatal/.test(String(record.level));
    if (!failed) return undefined;
    const parts = [record.msg, record.err?.message].filter((part) => typeof part === 'string');
    return [...new Set(parts)].join(': ').replaceAll('\n', ' ').slice(0, 300);
  } catch {
    return undefined;
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function readBetween(file: string, from: number, to: number): string {
  const buffer = Buffer.alloc(to - from);
  const handle = openSync(file, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, from));
  } finally {
    closeSync(handle);
  }
}
