import { readConfig } from '@xianjie/service';
import { z } from 'zod';

export const config = readConfig({
  AGENCIES: z
    .string()
    .min(1)
    .describe('file with the agencies that take part: a JSON list of id, name, kind, area, parents'),
});
