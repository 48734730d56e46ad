import { isDomainError, type FieldIssue } from '@xianjie/errors';
import { classifyDatabaseError, isUnavailable } from '@xianjie/persistence';
import type { Language } from '../problems/language.js';
import { type LineLimits, readLines } from './lines.js';

/** What one line became; `rejected` is the reader's word, the others are the work's own. */
export interface LineOutcome {
  readonly status: string;
  readonly issues?: readonly FieldIssue[];
}

/** How the lines of a bulk request are worked off. */
export interface LineWork<T, O extends LineOutcome> {
  /** The item of a line, or what it breaks. Must not throw. */
  read(value: unknown): { readonly item: T } | { readonly issues: readonly FieldIssue[] };
  /** Lines with the same key take effect in the order of the body. */
  keyOf(item: T): string;
  /** Applies many lines in one commit; answers one outcome per item once it is committed. */
  apply(items: readonly T[]): Promise<readonly O[]>;
  /** Asked before each batch; throws DomainError `unavailable` where the sender should go on later. */
  admit(): Promise<void>;
  readonly language: Language;
  readonly limits?: LineLimits;
  /** Told of what is our fault, for the log. */
  failed?(error: unknown): void;
}

/** One answer line. `stopped` is the last one where not all lines were taken: send again from `line` on, after `retryAfter` seconds. */
export type LineAnswer = { readonly line: number; readonly status: string } & Readonly<
  Record<string, unknown>
>;

const BATCH_LINES = 500;
/** Milliseconds a line waits for others to share its commit. */
const LINGER_MS = 10;
const BATCHES_AT_ONCE = 3;
/** Serialisation failures and deadlocks are tried again this often. */
const ATTEMPTS = 6;
/**
 * Answers kept for a sender that does not read yet: many send a whole file before they read the first answer. Beyond, the body
 * is read no faster than answers are.
 */
const ANSWERS_KEPT = 200_000;

type Entry<T> =
  | { readonly line: number; readonly item: T }
  | { readonly line: number; readonly issues: readonly FieldIssue[] };

/**
 * Reads an NDJSON body as it arrives and answers one line per line, in order, each after the commit that holds it.
 * Batches share commits; a bad line stops no other. Where the service cannot go on, the rest of the body is read and
 * left, and the last answer is `stopped`. Begins at once, in the caller's trace.
 */
export function answerLines<T, O extends LineOutcome>(
  body: unknown,
  work: LineWork<T, O>,
): AsyncIterable<LineAnswer> {
  const run = new LineRun(work);
  void run.pump(body);
  return run.answers();
}

class LineRun<T, O extends LineOutcome> {
  #pending: Entry<T>[] = [];
  #linger: NodeJS.Timeout | undefined;
  #tail: Promise<void> = Promise.resolve();
  #stopped: LineAnswer | undefined;
  /** Why no further batch is begun; those under way are still answered. */
  #halted: { readonly error: unknown } | undefined;
  #fault: unknown;
  #done = false;
  #abandoned = false;
  readonly #ready: LineAnswer[] = [];
  readonly #underWay = new Map<Promise<void>, ReadonlySet<string>>();
  #wakeReader = () => {};
  #wakePump = () => {};

  constructor(private readonly work: LineWork<T, O>) {}

  async pump(body: unknown): Promise<void> {
    try {
      for await (const line of readLines(body, this.work.limits)) {
        if (this.#halted || this.#abandoned) continue;
        this.#pending.push(
          'issue' in line
            ? { line: line.line, issues: [line.issue] }
            : { line: line.line, ...this.work.read(line.value) },
        );
        if (this.#pending.length >= BATCH_LINES) await this.#dispatch();
        else this.#linger ??= setTimeout(() => void this.#dispatch(), LINGER_MS);
      }
      await this.#dispatch();
    } catch (error) {
      this.#fault = error;
    }
    clearTimeout(this.#linger);
    await this.#tail;
    this.#done = true;
    this.#wakeReader();
  }

  async *answers(): AsyncGenerator<LineAnswer> {
    try {
      for (;;) {
        for (const answer of this.#ready.splice(0)) yield answer;
        this.#wakePump();
        if (this.#ready.length > 0) continue;
        if (this.#done) break;
        await new Promise<void>((resolve) => (this.#wakeReader = resolve));
      }
      if (this.#stopped) yield this.#stopped;
      // A fault before the first answer becomes a problem response; after it, the broken stream tells.
      if (this.#fault) throw this.#fault;
    } finally {
      this.#abandoned = true;
      this.#wakePump();
    }
  }

  /** Hands what is pending to a commit of its own; waits while too many are under way or too many answers unread. */
  async #dispatch(): Promise<void> {
    clearTimeout(this.#linger);
    this.#linger = undefined;
    const entries = this.#pending;
    if (entries.length === 0) return;
    this.#pending = [];
    const keys = new Set(entries.flatMap((entry) => ('item' in entry ? [this.work.keyOf(entry.item)] : [])));
    const before = this.#tail;
    const rivals = [...this.#underWay].filter(([, others]) => shareOne(keys, others)).map(([batch]) => batch);
    const applied = Promise.all(rivals).then(() => this.#apply(entries));
    const settled = applied.then(
      () => undefined,
      () => undefined,
    );
    this.#underWay.set(settled, keys);
    void settled.then(() => this.#underWay.delete(settled));
    this.#tail = before.then(() => this.#answer(entries, applied));
    while (this.#underWay.size >= BATCHES_AT_ONCE) await Promise.race(this.#underWay.keys());
    while (this.#ready.length >= ANSWERS_KEPT && !this.#abandoned) {
      await new Promise<void>((resolve) => (this.#wakePump = resolve));
    }
  }

  async #apply(entries: readonly Entry<T>[]): Promise<readonly (O | LineOutcome)[]> {
    const items = entries.flatMap((entry) => ('item' in entry ? [entry.item] : []));
    if (items.length === 0 || this.#abandoned) return [];
    if (this.#halted) throw this.#halted.error;
    try {
      await this.work.admit();
      return await this.#commit(items);
    } catch (error) {
      this.#halted ??= { error };
      throw error;
    }
  }

  /** In halves where the whole fails for a reason that will not pass, so that one line at fault is the only one refused. */
  async #commit(items: readonly T[]): Promise<readonly (O | LineOutcome)[]> {
    try {
      return await this.#tryAgain(items);
    } catch (error) {
      if (mayPass(error) || isUnavailable(error)) throw error;
      if (items.length === 1) return [this.#refused(error)];
      const half = items.length >> 1;
      return [...(await this.#commit(items.slice(0, half))), ...(await this.#commit(items.slice(half)))];
    }
  }

  async #tryAgain(items: readonly T[]): Promise<readonly O[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.work.apply(items);
      } catch (error) {
        if (attempt >= ATTEMPTS || !mayPass(error)) throw error;
      }
    }
  }

  #refused(error: unknown): LineOutcome {
    if (isDomainError(error)) {
      const { code: rule, message, zh = message, issues } = error;
      return {
        status: 'rejected',
        issues: issues.length > 0 ? issues : [{ field: '', rule, message, messageZh: zh }],
      };
    }
    this.work.failed?.(error);
    const message = 'This line could not be processed; the log tells why';
    return {
      status: 'rejected',
      issues: [{ field: '', rule: 'line.failed', message, messageZh: '该行无法处理，原因见日志' }],
    };
  }

  async #answer(entries: readonly Entry<T>[], applied: Promise<readonly (O | LineOutcome)[]>): Promise<void> {
    try {
      const outcomes = [...(await applied)];
      if (this.#stopped) return;
      let next = 0;
      for (const entry of entries) {
        const outcome =
          'item' in entry ? outcomes[next++] : ({ status: 'rejected', issues: entry.issues } as const);
        if (outcome) this.#ready.push(answerOf(entry.line, outcome, this.work.language));
      }
    } catch (error) {
      this.#stopped ??= this.#stop(entries[0]?.line ?? 1, error);
    }
    this.#wakeReader();
  }

  #stop(line: number, error: unknown): LineAnswer {
    const zh = this.work.language === 'zh-CN';
    if (isDomainError(error, 'unavailable')) {
      const { code, message, zh: chinese, retryAfter = 2 } = error;
      return { line, status: 'stopped', code, message: zh ? (chinese ?? message) : message, retryAfter };
    }
    this.work.failed?.(error);
    const message = zh
      ? '服务暂时无法继续，请从本行起重新报送'
      : 'The service cannot go on now; send again from this line on';
    return { line, status: 'stopped', code: 'service.unavailable', message, retryAfter: 2 };
  }
}

function shareOne(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}

function mayPass(error: unknown): boolean {
  return isDomainError(error, 'stale') || classifyDatabaseError(error) === 'again';
}

function answerOf(line: number, outcome: LineOutcome, language: Language): LineAnswer {
  const { issues, status, ...rest } = outcome;
  if (!issues) return { line, status, ...rest };
  const errors = issues.map(({ field, rule, message, messageZh }) => ({
    field,
    rule,
    message: language === 'zh-CN' ? (messageZh ?? message) : message,
  }));
  return { line, status, ...rest, errors };
}
