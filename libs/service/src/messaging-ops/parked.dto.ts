import { z } from 'zod';
import { createDto } from '../dto/create-dto.js';
import { pageQuery } from '../dto/page.js';

const reasons = ['waiting', 'forked', 'refused', 'failed', 'fatal'] as const;
const streamId = z
  .string()
  .min(3)
  .max(768)
  .regex(/^\P{Cc}+$/u)
  .describe('Id of the stream: <topic>/<key>');

export class ParkedQueryDto extends createDto(pageQuery.extend({ reason: z.enum(reasons).optional() })) {}
export class StreamQueryDto extends createDto(z.strictObject({ streamId })) {}
export class StreamDto extends createDto(z.strictObject({ streamId })) {}
export class GiveUpDto extends createDto(
  z.strictObject({ streamId, because: z.string().trim().min(5).max(1000).describe('Kept on record') }),
) {}
export class AcceptLogDto extends createDto(
  z.strictObject({ topic: z.string().min(1).max(249), partition: z.number().int().min(0).max(10_000) }),
) {}

export const parkedStreamView = z.strictObject({
  streamId: z.string(),
  reason: z.enum(reasons),
  applied: z.string().describe('The last number applied'),
  events: z.number().int(),
  since: z.iso.datetime(),
  code: z.string().nullable(),
  error: z.string().nullable(),
});
export const parkedPage = z.strictObject({
  items: z.array(parkedStreamView),
  nextCursor: z.string().nullable(),
});
export const parkedEventView = z.strictObject({
  number: z.string(),
  eventId: z.string(),
  type: z.string(),
  reason: z.enum([...reasons, 'behind']),
  code: z.string().nullable(),
  error: z.string().nullable(),
  attempts: z.number().int(),
  parkedAt: z.iso.datetime(),
  topic: z.string(),
  partition: z.number().int(),
  offset: z.string(),
  headers: z.record(z.string(), z.string()),
  value: z.unknown().describe('Decoded; absent where it cannot be'),
  undecodable: z.string().nullable(),
});
export const parkedEvents = z.strictObject({ items: z.array(parkedEventView) });
export const releaseView = z.strictObject({
  applied: z.number().int(),
  remaining: z.number().int(),
  reason: z.enum(reasons).nullable().describe('Why it did not go on; null where nothing is parked any more'),
  error: z.string().nullable(),
});
