import { createHash } from 'node:crypto';
import { kafkaObstacle } from '@xianjie/testing';

/** Which event log the stack runs on. */
export type EventLogChoice =
  | { readonly kind: 'brokers'; readonly address: string; readonly folder: string }
  | { readonly kind: 'kafka'; readonly folder: string }
  | { readonly kind: 'embedded'; readonly folder: string; readonly notice?: string };

/** A setting that no start can follow; its message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const BROKERS = /^kafka:\/\/[^\s,/:]+:\d{1,5}(,[^\s,/:]+:\d{1,5})*$/;

/**
 * What `EVENT_LOG` asks for: `kafka://host:port,…`, `kafka`, `embedded`, or nothing: Kafka where Java and Maven are found, else the
 * PostgreSQL log with a notice. Each choice keeps its data in a folder of its own, since offsets of one log mean nothing in
 * another. Throws UsageError for any other word, and for `kafka` where Kafka cannot be had.
 */
export function chooseEventLog(
  word: string | undefined,
  obstacle: () => string | undefined = kafkaObstacle,
): EventLogChoice {
  if (word === undefined || word === '') {
    const reason = obstacle();
    if (reason === undefined) return { kind: 'kafka', folder: 'kafka' };
    return { kind: 'embedded', folder: 'embedded', notice: noticeOf(reason) };
  }
  if (word === 'embedded') return { kind: 'embedded', folder: 'embedded' };
  if (word === 'kafka') {
    const reason = obstacle();
    if (reason !== undefined) throw new UsageError(`EVENT_LOG=kafka, but ${reason}`);
    return { kind: 'kafka', folder: 'kafka' };
  }
  if (!BROKERS.test(word)) {
    throw new UsageError(`EVENT_LOG=${word} is none of: kafka://host:port,…  kafka  embedded`);
  }
  const digest = createHash('sha256').update(word).digest('hex').slice(0, 8);
  return { kind: 'brokers', address: word, folder: `brokers-${digest}` };
}

/** The one line that says why there is no Kafka. */
export function noticeOf(reason: string): string {
  return `Notice: the event log runs on PostgreSQL, because ${reason}; with Java 17+ and Maven it is Apache Kafka.`;
}
