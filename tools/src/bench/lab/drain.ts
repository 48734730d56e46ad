import type { Lab } from './lab.js';
import type { Round } from './rounds.js';
import { broken, endsOf, hearFrom } from './topic-range.js';

/** One side that empties an outbox. */
export interface Drain {
  readonly side: string;
  /** One of `processes/` that serves `drain`. */
  readonly script: string;
  readonly url: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly topic: string;
  readonly count: number;
  /** Fills the outbox. */
  fill(): Promise<unknown>;
}

/** Events a second from the outbox to the broker, from a process of its own; what is then in the topic is compared. */
export async function drainRound(lab: Lab, drain: Drain): Promise<Round> {
  await drain.fill();
  await lab.settle(drain.url);
  const ends = await endsOf(lab.log, drain.topic);
  const child = lab.process(drain.script, { DATABASE_URL: drain.url, TOPIC: drain.topic, ...drain.env });
  const { ms } = await child.call<{ ms: number }>('drain', { count: drain.count });
  await child.stop();
  const heard = await hearFrom(lab.log, drain.topic, ends);
  const value = (drain.count / ms) * 1000;
  return {
    side: drain.side,
    value,
    unit: '/s',
    void: broken(heard, drain.count),
    details: { events: drain.count },
  };
}
