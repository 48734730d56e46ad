import { z } from 'zod';
import { createDto } from '../dto/create-dto.js';
import { parkedStreamView } from '../messaging-ops/parked.dto.js';

const { reason } = parkedStreamView.shape;
const count = z.number().int();
const seconds = z.number();

export const opsState = z.object({
  service: z.string(),
  at: z.string(),
  log: z.string().meta({ description: 'kafka or postgres' }),
  obstacles: z.record(z.string(), z.string()).meta({ description: 'What is not ready, and why' }),
  outbox: z.object({
    events: count.meta({ description: 'Committed and not yet sent' }),
    oldestSeconds: seconds,
    countedAt: z.string(),
  }),
  relay: z.object({
    active: z
      .object({ session: z.string(), since: z.string(), here: z.boolean() })
      .nullable()
      .meta({ description: 'Who sends now; `here`: the process that answers' }),
    epoch: count,
    sentPerSecond: z.number().meta({ description: 'By this process, over the last minute' }),
    sentTotal: count,
    resentTotal: count,
    rejectionsTotal: count,
    failing: z.array(z.object({ topic: z.string(), partition: count, reason: z.string() })),
    missingTopics: z.array(z.string()),
  }),
  consumer: z.object({
    partitions: count.meta({ description: 'Held by this process' }),
    lag: z.array(z.object({ topic: z.string(), events: count, seconds })),
    appliedPerSecond: z.number(),
    appliedTotal: count,
    doublesTotal: count,
    strangersTotal: count,
    stalledSeconds: seconds,
    silentSources: z.array(z.string()),
    stopped: z.array(z.object({ partition: z.string(), reason: z.string() })),
  }),
  parked: z.object({ keys: count, reasons: z.array(z.object({ reason, keys: count })) }),
  clocks: z.object({
    late: count.meta({ description: 'Up to 1000, over all agencies' }),
    provisional: count,
    alarmsDue: count,
  }),
});
export type OpsState = z.output<typeof opsState>;

export class TraceQueryDto extends createDto(
  z.strictObject({
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(7)
      .default(2)
      .meta({ description: 'So far back the journal is searched' }),
    locate: z
      .stringbool()
      .default(false)
      .meta({ description: 'true: also where in the log the first ten events stand' }),
  }),
) {}

const standing = z.object({
  streamId: z.string(),
  applied: z.string().meta({ description: 'The last number of the stream that was applied here' }),
  parked: reason.nullable(),
});

export const traceView = z.object({
  service: z.string(),
  traceId: z.string(),
  acts: z
    .array(z.object({ at: z.string(), act: z.string(), subjectId: z.string(), agency: z.string() }))
    .meta({ description: 'Lines of the trail' }),
  events: z.array(
    z.object({
      eventId: z.string(),
      type: z.string(),
      streamId: z.string(),
      number: z.string(),
      topic: z.string(),
      partition: count,
      occurredAt: z.string(),
      sent: z.boolean().meta({ description: 'The log has acknowledged it' }),
      offset: z
        .string()
        .nullable()
        .meta({ description: 'In its partition; null where it was not looked for, or not found' }),
    }),
  ),
  parked: z.array(standing).meta({ description: 'Streams set aside here with an event of the trace' }),
});

export class MarksQueryDto extends createDto(
  z.strictObject({
    streamId: z
      .preprocess(
        (given) => (Array.isArray(given) ? given : [given]),
        z.array(z.string().min(3).max(768)).min(1).max(100),
      )
      .meta({ description: 'Ids of streams: <topic>/<key>; may be repeated' }),
  }),
) {}

export const marksView = z.object({ service: z.string(), items: z.array(standing) });
