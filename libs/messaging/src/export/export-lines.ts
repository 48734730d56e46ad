import { z } from 'zod';

const number = z.string().regex(/^\d{1,19}$/);

/**
 * An export is lines of JSON: `begin`, then a line for each aggregate in byte order of its key, then `end`. Without an `end` line it was
 * cut off: what came is valid, ask on with `after`. Frames are Confluent-framed Avro in base64.
 */
export const ExportLine = z.discriminatedUnion('line', [
  z.object({
    line: z.literal('begin'),
    topic: z.string(),
    /** Of the event log that `ends` belongs to. */
    clusterId: z.string(),
    /** For each partition, the offset of the next record before the snapshot was taken. */
    ends: z.array(number),
  }),
  z.object({
    line: z.literal('state'),
    key: z.string(),
    /** The stream's last number in the snapshot, its event and epoch; 0 where it has no event yet. */
    number,
    eventId: z.string().nullable(),
    epoch: z.number().int(),
    source: z.string(),
    events: z.array(z.object({ type: z.string(), frame: z.base64() })),
  }),
  z.object({
    line: z.literal('end'),
    /** Key to go on after; null where everything was sent. */
    after: z.string().nullable(),
  }),
]);
export type ExportLine = z.infer<typeof ExportLine>;
