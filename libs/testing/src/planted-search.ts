import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEvent } from '@xianjie/contracts';
import { openEventLog, type StoredRecord } from '@xianjie/messaging';
import pg from 'pg';
import type { Found, Planted } from './planted.js';

/** Searches every row of every table of a database: what a dump of it would hold, bytes in hexadecimal included. */
export async function searchDatabase(address: string, planted: Planted): Promise<Found[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const found: Found[] = [];
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      for (const { row } of rows) found.push(...planted.in(`${new URL(address).pathname} ${table}`, row));
    }
    return found;
  } finally {
    await client.end();
  }
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
     ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Searches every record of these topics: key, headers, bytes as they are, and decoded. Topics that are missing hold nothing. */
export async function searchTopics(
  address: string,
  topics: readonly string[],
  planted: Planted,
): Promise<Found[]> {
  const log = await openEventLog(address, { clientId: 'planted', singleBroker: true });
  try {
    const found: Found[] = [];
    for (const [topic, partitions] of await log.partitions(topics)) {
      for (let partition = 0; partition < partitions; partition += 1) {
        const { first, end } = await log.bounds({ topic, partition });
        for (let from = first; from < end;) {
          const records = await log.read({ topic, partition }, from, 500);
          if (records.length === 0) break;
          for (const record of records) found.push(...inRecord(record, planted));
          from = (records.at(-1)?.offset ?? end) + 1n;
        }
      }
    }
    return found;
  } finally {
    await log.close();
  }
}

function inRecord(
  { topic, partition, offset, key, value, headers }: StoredRecord,
  planted: Planted,
): Found[] {
  const where = `${topic}[${partition}]@${offset}`;
  return [
    ...planted.in(`${where} head`, JSON.stringify({ key, headers })),
    ...(value ? planted.in(`${where} bytes`, value) : []),
    ...(value ? planted.in(`${where} decoded`, decoded(value)) : []),
  ];
}

function decoded(value: Buffer): string {
  try {
    return JSON.stringify(decodeEvent(value).value, (_name, each: unknown) =>
      typeof each === 'bigint' ? String(each) : each,
    );
  } catch {
    return ''; // No event of ours: its bytes were searched.
  }
}

/** Searches every file below a folder, and their names: logs, stored papers, the files of a database. */
export function searchFolder(folder: string, planted: Planted): Found[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [
      ...planted.in(`${path} (name)`, path),
      ...(entry.isFile() ? planted.in(path, readFileSync(path)) : []),
    ];
  });
}
