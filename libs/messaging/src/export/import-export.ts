import { DomainError } from '@xianjie/errors';
import type { Database, Tx } from '@xianjie/persistence';
import { applyWaves, type Applicable, type Applying } from '../consumer/apply-events.js';
import { meaningOf, PositionLost, sentenceOf } from '../consumer/failure.js';
import { readIncoming } from '../consumer/incoming.js';
import { MarkBook } from '../consumer/marks.js';
import type { WorkerLogger } from '../consumer/partition-worker.js';
import { schemaIdOf, schemaById, toHeaders } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import type { ExportClient } from './export-client.js';
import type { ExportLine } from './export-lines.js';

export interface ImportEnvironment {
  readonly db: Database;
  readonly logger: WorkerLogger;
  readonly client: ExportClient;
  readonly applying: Applying;
  clusterId(): Promise<string>;
}

type StateLine = Extract<ExportLine, { line: 'state' }>;
type BeginLine = Extract<ExportLine, { line: 'begin' }>;

interface Progress {
  readonly ends: readonly string[];
  readonly cursor: string | undefined;
  readonly finished: boolean;
}

const CHUNK = 200;
const PAUSE_MS = 500;

/**
 * Fills the service from the producer's export: handlers see each state as events, marks take the stream numbers, page by page in
 * transactions that also move the cursor, so that it goes on where it was cut off. Answers, for each partition, the offset to go on
 * from. A handler that refuses a state fails the start: there is no key to park before the service has begun.
 */
export async function importExport(
  env: ImportEnvironment,
  topic: string,
): Promise<ReadonlyMap<number, bigint>> {
  for (let tries = 0; ; tries += 1) {
    try {
      const progress = await importOn(env, topic);
      if (progress.finished) return new Map(progress.ends.map((end, partition) => [partition, BigInt(end)]));
      tries = 0;
    } catch (error) {
      const meaning = error instanceof PositionLost ? 'again' : meaningOf(error);
      if (meaning !== 'again' && (meaning !== 'unavailable' || tries >= 60)) throw error;
      env.logger.warn(`The export of ${topic} waits: ${sentenceOf(error)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

async function importOn(env: ImportEnvironment, topic: string): Promise<Progress> {
  let progress = await readProgress(env.db.manager, topic);
  if (progress?.finished) return progress;
  const chunk: StateLine[] = [];
  for await (const line of env.client.open(topic, progress?.cursor)) {
    if (line.line === 'begin') {
      progress ??= await noteBeginning(env, topic, line);
    } else if (!progress) {
      throw new DomainError('invalid', 'export.malformed', `The export of ${topic} has no beginning`);
    } else if (line.line === 'state') {
      chunk.push(line);
      if (chunk.length === CHUNK) progress = await applyChunk(env, topic, progress, chunk.splice(0));
    } else {
      if (chunk.length > 0) progress = await applyChunk(env, topic, progress, chunk.splice(0));
      if (line.after === null) return finish(env.db.manager, topic, progress);
    }
  }
  if (chunk.length > 0 && progress) progress = await applyChunk(env, topic, progress, chunk);
  return progress ?? { ends: [], cursor: undefined, finished: false };
}

async function noteBeginning(
  { db, clusterId }: ImportEnvironment,
  topic: string,
  line: BeginLine,
): Promise<Progress> {
  if (line.clusterId !== (await clusterId())) {
    throw new DomainError(
      'conflict',
      'export.other-log',
      `The export of ${topic} goes on in another event log (${line.clusterId})`,
    );
  }
  await db.manager.query(
    'INSERT INTO inbox_export (topic, cluster_id, ends) VALUES ($1, $2, $3::jsonb) ON CONFLICT DO NOTHING',
    [topic, line.clusterId, JSON.stringify(line.ends)],
  );
  const progress = await readProgress(db.manager, topic);
  if (!progress) throw new PositionLost(`The import of ${topic} has gone`);
  return progress;
}

async function applyChunk(
  env: ImportEnvironment,
  topic: string,
  progress: Progress,
  lines: readonly StateLine[],
): Promise<Progress> {
  const cursor = lines.at(-1)?.key ?? progress.cursor;
  await env.db.transact(async (tx) => {
    await moveCursor(tx, topic, progress.cursor, cursor, lines.length);
    const book = new MarkBook(tx);
    await book.load(lines.map(({ key }) => `${topic}/${key}`));
    const events = lines
      .filter(({ key }) => !book.get(`${topic}/${key}`))
      .flatMap((line) => toEvents(topic, line));
    await applyWaves(
      tx,
      env.applying,
      events.map((event, index) => ({ event: event.event, index })),
      'export',
    );
    for (const line of lines) noteMark(book, topic, line);
    await book.write();
  });
  return { ...progress, cursor };
}

function noteMark(book: MarkBook, topic: string, line: StateLine): void {
  const streamId = `${topic}/${line.key}`;
  if (line.number === '0' || book.get(streamId)) return;
  const { number, eventId, epoch } = line;
  book.set(streamId, {
    number: BigInt(number),
    eventId: eventId ?? undefined,
    epoch,
    parked: undefined,
    known: undefined,
  });
}

/** A state event stands in the place of the stream's last number. */
function toEvents(topic: string, line: StateLine): Pick<Applicable, 'event'>[] {
  return line.events.map(({ type, frame }) => {
    const value = Buffer.from(frame, 'base64');
    const headers = toHeaders({
      id: line.eventId ?? newId(),
      source: line.source,
      type,
      time: new Date().toISOString(),
      subject: `${topic}/${line.key}`,
      sequence: line.number === '0' ? 1n : BigInt(line.number),
      partitionKey: line.key,
      epoch: line.epoch,
      schemaFingerprint: schemaById(schemaIdOf(value))?.fingerprint ?? '0'.repeat(64),
    });
    const incoming = readIncoming({
      topic,
      partition: -1,
      offset: -1n,
      appendedAt: Date.now(),
      key: line.key,
      value,
      headers,
    });
    if (incoming.kind === 'event') return { event: incoming };
    throw new DomainError('invalid', 'export.malformed', `${topic}/${line.key}: ${incoming.reason}`);
  });
}

async function readProgress(db: Pick<Tx, 'query'>, topic: string): Promise<Progress | undefined> {
  const [row] = await db.query<{ ends: string[]; cursor: string | null; finished: boolean }[]>(
    'SELECT ends, cursor, finished_at IS NOT NULL AS finished FROM inbox_export WHERE topic = $1',
    [topic],
  );
  return row && { ends: row.ends, cursor: row.cursor ?? undefined, finished: row.finished };
}

/** Two instances may import at once: whoever comes second reads the cursor again. */
async function moveCursor(
  tx: Tx,
  topic: string,
  from: string | undefined,
  to: string | undefined,
  streams: number,
): Promise<void> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE inbox_export SET cursor = $3, streams = streams + $4
     WHERE topic = $1 AND cursor IS NOT DISTINCT FROM $2::text AND finished_at IS NULL RETURNING 1`,
    [topic, from ?? null, to ?? null, streams],
  );
  if (rows.length === 0) throw new PositionLost(`Another instance imports ${topic}`);
}

async function finish(db: Pick<Tx, 'query'>, topic: string, progress: Progress): Promise<Progress> {
  await db.query('UPDATE inbox_export SET finished_at = coalesce(finished_at, now()) WHERE topic = $1', [
    topic,
  ]);
  return { ...progress, finished: true };
}
