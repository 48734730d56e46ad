import { readFileSync } from 'node:fs';
import { z } from 'zod';

const organ = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/);
const address = z.url({ protocol: /^https?$/ }).max(2000);

/** How one police organ is reached. */
const partnerSchema = z.discriminatedUnion('channel', [
  z.strictObject({
    organ,
    channel: z.literal('http'),
    /** Each delivery is one signed POST to this address. */
    deliverTo: address,
    /** Where its answers are asked for, where it does not call us. */
    answersAt: address.optional(),
    timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  }),
  z.strictObject({ organ, channel: z.literal('kafka') }),
  z.strictObject({ organ, channel: z.literal('paper') }),
]);

export type Partner = z.output<typeof partnerSchema>;
export type HttpPartner = Extract<Partner, { channel: 'http' }>;
export type ChannelName = Partner['channel'];

const partnersSchema = z
  .array(partnerSchema)
  .refine((list) => new Set(list.map((each) => each.organ)).size === list.length, 'an organ occurs twice');

/** The police organs that are reached by a system; every other one by paper. */
export class Partners {
  readonly #byOrgan: ReadonlyMap<string, Partner>;

  constructor(readonly all: readonly Partner[]) {
    this.#byOrgan = new Map(all.map((partner) => [partner.organ, partner]));
  }

  of(organId: string): Partner {
    return this.#byOrgan.get(organId) ?? { organ: organId, channel: 'paper' };
  }
}

/** Throws an Error that names every entry that is wrong. */
export function partnersFrom(list: unknown): Partners {
  const read = partnersSchema.safeParse(list);
  if (read.success) return new Partners(read.data);
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`PARTNERS is not usable: ${faults.join('; ')}`);
}

/** `partnersFrom` of a JSON file; without one, all go by paper. */
export function readPartners(file: string | undefined): Partners {
  return file === undefined ? new Partners([]) : partnersFrom(JSON.parse(readFileSync(file, 'utf8')));
}
