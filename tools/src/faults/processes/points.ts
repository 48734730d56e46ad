import { DomainError } from '@xianjie/errors';
import type { EventLog, LogRecord, TopicPartition } from '@xianjie/messaging';
import type { Action, Point, Told } from './protocol.js';

/** Says something to the driver, and resolves once it is in the pipe: what happens to this process afterwards cannot unsay it. */
export function tell(message: Told): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected) return resolve();
    process.send!(message, undefined, undefined, () => resolve());
  });
}

/** The points at which this process was told to stop; each is used up by the first who comes there. */
export class Points {
  private readonly armed = new Map<Point, Action>();
  private readonly undecided = new Map<Point, ((struck: boolean) => void)[]>();
  private held: (() => void)[] = [];

  arm(point: Point, action: Action): void {
    this.armed.set(point, action);
  }

  disarm(): void {
    this.armed.clear();
  }

  /** The driver says whether those who wait at the point are struck. */
  decide(point: Point, struck: boolean): void {
    for (const go of this.undecided.get(point) ?? []) go(struck);
    this.undecided.delete(point);
  }

  release(): void {
    for (const go of this.held.splice(0)) go();
  }

  /** Waits for what was ordered for this point, and answers it; undefined when nothing was, or when another process was struck. */
  async reach(point: Point): Promise<Action | undefined> {
    const action = this.armed.get(point);
    if (!action) return undefined;
    this.armed.delete(point);
    const decision = new Promise<boolean>((go) => {
      this.undecided.set(point, [...(this.undecided.get(point) ?? []), go]);
    });
    await tell({ tell: 'reached', point, action });
    if (!(await decision)) return undefined;
    if (action === 'hold') await new Promise<void>((go) => this.held.push(go));
    return action;
  }
}

/** A log whose appends pass the points `before-send` and `after-send`; all else is the log's own. */
export function withPoints(log: EventLog, points: Points): EventLog {
  const append: EventLog['append'] = async (at, records) => {
    const before = await points.reach('before-send');
    if (before === 'half' || before === 'lose-answer') return spoil(log, at, records, before);
    const result = await log.append(at, records);
    await points.reach('after-send');
    return result;
  };
  return new Proxy(log, {
    get: (target, name) => {
      if (name === 'append') return append;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** An append that was done, wholly or in half, and whose caller hears that it failed. */
async function spoil(
  log: EventLog,
  at: TopicPartition,
  records: readonly LogRecord[],
  how: 'half' | 'lose-answer',
): Promise<never> {
  const stored = how === 'half' ? records.slice(0, Math.ceil(records.length / 2)) : records;
  await log.append(at, stored);
  throw new DomainError(
    'unavailable',
    'faults.answer-lost',
    `The answer of ${at.topic}/${at.partition} was lost`,
  );
}
