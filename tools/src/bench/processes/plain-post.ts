// The rival of `POST /leads`: a bare loop over `pg` that sends the statements the service was seen to send, and does nothing else. What
// a service computes (checks, digest, encoding) was computed before the clock starts.
import pg from 'pg';
import { again } from '../lab/replay.js';
import type { Sent } from '../lab/statements-seen.js';
import { serve, setting } from './serve.js';

export interface PlainPost {
  /** Transactions of the service, to be sent again for other leads. */
  readonly seen: readonly (readonly Sent[])[];
  /** The series of the leads they are about, and the one that theirs belong to. */
  readonly seenSeries: string;
  readonly series: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface PlainPostDone {
  readonly committed: number;
  readonly perSecond: number;
}

/** More are made on the way where the database is faster. */
const PREPARED_PER_SECOND = 4000;

async function run({ seen, seenSeries, series, connections, seconds }: PlainPost): Promise<PlainPostDone> {
  const settings = { connectionString: setting('DATABASE_URL') };
  const clients = Array.from({ length: connections }, () => new pg.Client(settings));
  await Promise.all(clients.map((client) => client.connect()));
  const number = new RegExp(`\\b${seenSeries}-\\d+\\b`, 'g');
  let made = 0;
  const make = (): Sent[] => again(seen[made % seen.length] ?? [], number, `${series}-${made++}`);
  const prepared = Array.from({ length: seconds * PREPARED_PER_SECOND }, make);
  let committed = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const busily = async (client: pg.Client): Promise<void> => {
    while (performance.now() < until) {
      await submit(client, prepared.pop() ?? make());
      committed += 1;
    }
  };
  await Promise.all(clients.map(busily));
  const took = performance.now() - began;
  await Promise.all(clients.map((client) => client.end()));
  return { committed, perSecond: (committed / took) * 1000 };
}

async function submit(client: pg.Client, transaction: readonly Sent[]): Promise<void> {
  await client.query('START TRANSACTION');
  for (const { text, values } of transaction) await client.query(text, [...values]);
  await client.query('COMMIT');
}

serve({ run });
