import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Platforms of which the format is known here. */
export const platformNames = ['liangfa'] as const;

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
  z.strictObject({
    organ,
    channel: z.literal('directory'),
    /** With the folders `out` and `in`, which whoever mounts it makes. */
    directory: z.string().regex(/^\//, 'an absolute path').max(1000),
    /** How long a file may grow in `in` before it counts as broken. */
    settleMs: z.number().int().min(0).max(86_400_000).default(600_000),
  }),
  z.strictObject({
    organ,
    channel: z.literal('platform'),
    /** Which platform's format; see `platforms.ts`. */
    adapter: z.enum(platformNames),
    /** Its interface, without a slash at the end. */
    address: address.regex(/[^/]$/, 'without a slash at the end'),
    appKey: z.string().min(1).max(100),
    /** File with the secret that belongs to the key. */
    secretFile: z.string().min(1).max(1000),
    /** The platform's codes of the organs that cases come from and go to. */
    units: z.record(organ, z.string().min(1).max(50)),
    timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  }),
  z.strictObject({ organ, channel: z.literal('paper') }),
]);

export type Partner = z.output<typeof partnerSchema>;
export type HttpPartner = Extract<Partner, { channel: 'http' }>;
export type DirectoryPartner = Extract<Partner, { channel: 'directory' }>;
export type PlatformPartner = Extract<Partner, { channel: 'platform' }>;
export type ChannelName = Partner['channel'];
export const channelNames = [
  'http',
  'kafka',
  'directory',
  'platform',
  'paper',
] as const satisfies readonly ChannelName[];

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

  /**
   * Whether the agency registers the organ's papers: it has no system, none of the place takes part, or its platform has no word for many
   * of the steps.
   */
  isRegistered(organId: string | null): boolean {
    return organId === null || ['paper', 'platform'].includes(this.of(organId).channel);
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
