import { agencySchema } from '@xianjie/identity';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const sampleAgency = agencySchema.extend({
  clientId: z.string(),
  clientSecret: z.string(),
  officers: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      login: z.string(),
      password: z.string(),
      head: z.boolean().optional(),
    }),
  ),
});

/** An agency of the local stack, with the secret of its system and those of its officers: for development only. */
export type SampleAgency = z.infer<typeof sampleAgency>;
export type SampleOfficer = SampleAgency['officers'][number];

/** Reads `samples/agencies.json`; throws where it is not as described. */
export function readAgencies(file: string): SampleAgency[] {
  return z.array(sampleAgency).parse(JSON.parse(readFileSync(file, 'utf8')));
}
