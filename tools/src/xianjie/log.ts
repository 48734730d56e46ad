import { setTimeout as sleep } from 'node:timers/promises';
import { decodeEvent, readEnvelope } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { openEventLog, type EventLog, type StoredRecord, type TopicPartition } from '@xianjie/messaging';
import type { Command, Invocation } from './command.js';
import { ExitCode, UsageError } from './exit-code.js';
import { asJson } from './output.js';

const PAGE = 200;
const LAST = 20;
const POLL_MS = 300;

export const logCommands: readonly Command[] = [
  {
    words: ['log', 'tail'],
    operands: 'TOPIC [--from-beginning] [--limit N] [--follow]',
    about: `shows the last ${LAST} records of a topic, decoded; --from-beginning all of them`,
    options: {
      'from-beginning': { type: 'boolean' },
      limit: { type: 'string' },
      follow: { type: 'boolean', short: 'f' },
    },
    takes: [1, 1],
    run: tail,
  },
];

async function tail({ operands: [topic = ''], options, settings, output }: Invocation): Promise<ExitCode> {
  const fromBeginning = options['from-beginning'] === true;
  const limit = limitOf(options['limit']) ?? (fromBeginning || options['follow'] ? Infinity : LAST);
  const log = await openEventLog(settings.eventLog(), { clientId: 'xianjie-log-tail' });
  try {
    const places = await partitionsOf(log, topic);
    let shown = 0;
    for await (const record of records(log, places, fromBeginning, limit, options['follow'] === true)) {
      const told = described(record);
      output.tell(sentenceOf(told), told);
      if ((shown += 1) >= limit) break;
    }
    return ExitCode.ok;
  } finally {
    await log.close();
  }
}

function limitOf(text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`--limit takes a number above 0, not ${String(text)}`);
}

async function partitionsOf(log: EventLog, topic: string): Promise<TopicPartition[]> {
  const count = (await log.partitions([topic])).get(topic);
  if (count === undefined)
    throw new DomainError('not-found', 'event-log.topic-missing', `There is no topic ${topic}`);
  return Array.from({ length: count }, (_, partition) => ({ topic, partition }));
}

interface Cursor {
  readonly at: TopicPartition;
  next: bigint;
  /** Where it ended when it was asked; what came since is not waited for. Undefined where it is followed. */
  readonly end: bigint | undefined;
}

async function* records(
  log: EventLog,
  places: readonly TopicPartition[],
  fromBeginning: boolean,
  limit: number,
  follow: boolean,
): AsyncGenerator<StoredRecord> {
  const cursors: Cursor[] = [];
  const last: StoredRecord[] = [];
  for (const at of places) {
    const { first, end } = await log.bounds(at);
    if (fromBeginning) {
      cursors.push({ at, next: first, end: follow ? undefined : end });
      continue;
    }
    cursors.push({ at, next: end, end: follow ? undefined : end });
    const wanted = BigInt(Math.min(limit, follow ? LAST : limit));
    const from = end - first > wanted ? end - wanted : first;
    if (end > from) last.push(...(await log.read(at, from, Number(end - from))));
  }
  yield* last.sort(byTime).slice(-Math.min(limit, LAST * 1000));
  do {
    const found = await readOn(log, cursors);
    yield* found;
    if (found.length === 0 && follow) await sleep(POLL_MS);
    else if (found.length === 0) return;
  } while (fromBeginning || follow);
}

/** The next page of every partition, in the order of time. */
async function readOn(log: EventLog, cursors: readonly Cursor[]): Promise<StoredRecord[]> {
  const pages = await Promise.all(
    cursors.map(async (cursor) => {
      const { at, next, end } = cursor;
      if (end !== undefined && next >= end) return [];
      const page = (await log.read(at, next, PAGE)).filter(({ offset }) => end === undefined || offset < end);
      const newest = page.at(-1);
      if (newest) cursor.next = newest.offset + 1n;
      return page;
    }),
  );
  return pages.flat().sort(byTime);
}

function byTime(one: StoredRecord, other: StoredRecord): number {
  return (
    one.appendedAt - other.appendedAt || one.partition - other.partition || Number(one.offset - other.offset)
  );
}

/** A record as it is shown: where it lies, its envelope, its value or why it has none. */
export interface Described {
  readonly partition: number;
  readonly offset: string;
  readonly appendedAt: string;
  readonly key: string | null;
  readonly id?: string;
  readonly type?: string;
  readonly stream?: string;
  readonly number?: string;
  readonly epoch?: number;
  readonly value?: unknown;
  readonly undecodable?: string;
}

export function described(record: StoredRecord): Described {
  const envelope = readEnvelope(record.headers);
  return {
    partition: record.partition,
    offset: record.offset.toString(),
    appendedAt: new Date(record.appendedAt).toISOString(),
    key: record.key ?? null,
    ...(envelope
      ? {
          id: envelope.id,
          type: envelope.type,
          stream: envelope.subject,
          number: envelope.sequence.toString(),
          epoch: envelope.epoch,
        }
      : {}),
    ...valueOf(record),
  };
}

function valueOf({ value }: StoredRecord): Pick<Described, 'value' | 'undecodable'> {
  if (value === undefined) return { undecodable: 'no value' };
  try {
    return { value: decodeEvent(value).value };
  } catch (error) {
    return { undecodable: error instanceof Error ? error.message : String(error) };
  }
}

function sentenceOf(told: Described): string {
  const name = told.type?.split('.').at(-1) ?? 'unknown record';
  const place = `${told.appendedAt} ${told.partition}:${told.offset}`;
  const what = told.undecodable === undefined ? asJson(told.value) : `cannot be decoded: ${told.undecodable}`;
  return `${place} ${name} #${told.number ?? '?'} of ${told.stream ?? told.key ?? '?'} ${told.id ?? ''}\n    ${what}`;
}
