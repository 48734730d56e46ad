import { lockedSchemas, toHeaders } from '@xianjie/contracts';

/** A row of the journal as rivals read it. */
export interface PlainRow {
  readonly ord: string;
  readonly partition: number;
  readonly stream_id: string;
  readonly number: string;
  readonly event_id: string;
  readonly previous_id: string | null;
  readonly epoch: number;
  readonly schema_id: number;
  readonly occurred_at: Date;
  readonly payload: Buffer;
}

export const PLAIN_COLUMNS =
  'ord, partition, stream_id, number, event_id, previous_id, epoch, schema_id, occurred_at, payload';

const schemas = new Map(lockedSchemas.map((schema) => [schema.id, schema]));

/** The same record as our relay's. */
export function toMessage(row: PlainRow) {
  const schema = schemas.get(row.schema_id);
  const key = row.stream_id.slice(row.stream_id.indexOf('/') + 1);
  const headers = toHeaders({
    id: row.event_id,
    source: '/xianjie/lead-reporting',
    type: schema?.subject ?? '',
    time: row.occurred_at.toISOString(),
    subject: row.stream_id,
    sequence: BigInt(row.number),
    partitionKey: key,
    epoch: row.epoch,
    schemaFingerprint: schema?.fingerprint ?? '',
    ...(row.previous_id === null ? {} : { previous: row.previous_id }),
  });
  return { key, value: row.payload, headers, partition: row.partition };
}
