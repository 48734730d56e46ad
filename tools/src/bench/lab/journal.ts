import { LeadCorrected, LeadSubmitted } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { appendToOutbox, registerTopics } from '@xianjie/messaging';
import { Database, openDataSource, type Tx } from '@xianjie/persistence';
import { corrected, submitted } from './sample-events.js';

/** Where the journal's events belong; topics have as many partitions as the deployed one. */
export const TOPIC = LeadSubmitted.topic;
export const PARTITIONS = 6;
const CHUNK = 1000;

/** Writes two events of each of so many streams: all first ones, then all second ones. */
export async function fillJournal(url: string, streams: number): Promise<void> {
  const source = await openDataSource({ url, name: 'bench' });
  try {
    const db = new Database(source);
    await registerTopics(db.manager, new Map([[TOPIC, PARTITIONS]]));
    const ids = Array.from({ length: streams }, () => newId());
    await inChunks(db, ids, (tx, id) => appendToOutbox(tx, LeadSubmitted, submitted(id)));
    await inChunks(db, ids, (tx, id) => appendToOutbox(tx, LeadCorrected, corrected(id)));
  } finally {
    await source.destroy();
  }
}

async function inChunks(
  db: Database,
  ids: readonly string[],
  append: (tx: Tx, id: string) => void,
): Promise<void> {
  for (let at = 0; at < ids.length; at += CHUNK) {
    await db.transact(async (tx) => {
      for (const id of ids.slice(at, at + CHUNK)) append(tx, id);
    });
  }
}

/** Makes all of them unsent again; checkpoints of earlier rounds stay sent. */
export const ALL_UNSENT = `
  TRUNCATE outbox;
  INSERT INTO outbox (topic, partition, ord, day, size)
  SELECT topic, partition, ord, day, octet_length(payload) FROM event WHERE position('/@' IN stream_id) = 0`;
