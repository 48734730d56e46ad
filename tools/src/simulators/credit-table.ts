import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export type RowKind = 'publicity-record' | 'list-entry';
export type Row = Readonly<Record<string, unknown>>;

/** What `GET /feed/state` answers: what a reader must have. */
export interface FeedState {
  readonly last: string;
  readonly records: number;
  readonly entries: number;
  readonly digest: string;
}

/** A credit platform's own table: what it shows, by kind and key. */
export class CreditTable {
  private readonly rows = new Map<string, Row>();

  put(kind: RowKind, key: string, body: Row): void {
    this.rows.set(`${kind} ${key}`, rowOf(body));
  }

  remove(kind: RowKind, key: string): void {
    this.rows.delete(`${kind} ${key}`);
  }

  get(kind: RowKind, key: string): Row | undefined {
    return this.rows.get(`${kind} ${key}`);
  }

  count(kind: RowKind): number {
    return [...this.rows.keys()].filter((name) => name.startsWith(`${kind} `)).length;
  }

  /** As the platform computes it: SHA-256, hex, over `<kind> <key>` and a line feed of all rows, sorted by bytes. */
  digest(): string {
    const names = [...this.rows.keys()].sort();
    return createHash('sha256')
      .update(names.map((name) => `${name}\n`).join(''))
      .digest('hex');
  }

  /** Of whole rows: equal only where every field of every row is the same. */
  contentDigest(): string {
    const sorted = [...this.rows].sort(([one], [other]) => (one < other ? -1 : 1));
    const digest = createHash('sha256');
    for (const [name, row] of sorted) {
      const fields = Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1));
      digest.update(`${name} ${JSON.stringify(fields)}\n`);
    }
    return digest.digest('hex');
  }

  /** How it differs from what the platform says must be there; undefined where it does not. */
  difference({ records, entries, digest }: FeedState): string | undefined {
    const [ownRecords, ownEntries] = [this.count('publicity-record'), this.count('list-entry')];
    if (ownRecords !== records) return `${ownRecords} records instead of ${records}`;
    if (ownEntries !== entries) return `${ownEntries} list entries instead of ${entries}`;
    return this.digest() === digest ? undefined : 'as many rows, but others';
  }

  /** Replaces the file in one step: what was read and how far belong together. */
  save(file: string, after: string): void {
    writeFileSync(`${file}.new`, JSON.stringify({ after, rows: [...this.rows] }, null, 1));
    renameSync(`${file}.new`, file);
  }

  /** The table of a file, and the number of the last feed item in it; an empty one where there is none. */
  static load(file: string): { readonly table: CreditTable; readonly after: string } {
    const table = new CreditTable();
    try {
      const { after, rows } = JSON.parse(readFileSync(file, 'utf8')) as {
        after: string;
        rows: [string, Row][];
      };
      for (const [name, row] of rows) table.rows.set(name, row);
      return { table, after };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { table, after: '0' };
      throw error;
    }
  }
}

/** What feed and events have in common: the feed adds the layout of 2018, a correction its day; 64-bit numbers are text. */
function rowOf(body: Row): Row {
  const { row: _layout, correctedOn: _day, ...shown } = body;
  const text = JSON.stringify(shown, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return JSON.parse(text) as Row;
}
