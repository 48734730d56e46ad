import { refusal } from './refusals.js';

/** How old a message may be, and how it is told from one that was received before. */
export interface Freshness {
  /** The receiver's clock. */
  readonly now: Date;
  /** Seconds after which a message is refused. */
  readonly maxAge: number;
  /** Seconds that the sender's clock may be ahead; 60 unless told. */
  readonly skew?: number;
  /** Asked once a message has proven genuine; without it nothing is remembered. */
  readonly replays?: ReplayGuard;
}

export interface SeenMessage {
  readonly sender: string;
  readonly messageId: string;
  readonly now: Date;
  /** From then on its age alone refuses the message: it may be forgotten. */
  readonly until: Date;
}

/**
 * Notes a message and answers whether it was new. Where several processes receive, it inserts into a table with
 * (sender, message id) as key, in the transaction of the message's effect.
 */
export type ReplayGuard = (message: SeenMessage) => boolean | Promise<boolean>;

const SKEW = 60;

/** Throws DomainError `envelope.age`. */
export function checkAge(createdAt: Date, { now, maxAge, skew = SKEW }: Freshness): void {
  const age = (now.getTime() - createdAt.getTime()) / 1000;
  if (!(age <= maxAge && -age <= skew)) throw refusal('age');
}

/** Throws DomainError `envelope.replayed`. */
export async function checkReplay(
  message: { readonly sender: string; readonly messageId: string; readonly createdAt: Date },
  { now, maxAge, replays }: Freshness,
): Promise<void> {
  const { sender, messageId, createdAt } = message;
  const until = new Date(createdAt.getTime() + maxAge * 1000);
  if (replays && !(await replays({ sender, messageId, now, until }))) throw refusal('replayed');
}

/**
 * A guard for one process. It remembers at most `capacity` messages and, when so many are still young, takes every further
 * one for a repetition rather than forget one.
 */
export function replaysInMemory(capacity = 100_000): ReplayGuard {
  const seen = new Map<string, number>();
  return ({ sender, messageId, now, until }) => {
    const key = `${sender} ${messageId}`;
    if (seen.size >= capacity) forgetOld(seen, now);
    const known = seen.get(key);
    if ((known !== undefined && known >= now.getTime()) || seen.size >= capacity) return false;
    seen.set(key, until.getTime());
    return true;
  };
}

function forgetOld(seen: Map<string, number>, now: Date): void {
  for (const [key, until] of seen) if (until < now.getTime()) seen.delete(key);
}
