import { createDto, pageQuery } from '@xianjie/service';
import { z } from 'zod';
import { dependentKinds } from './dependents.store.js';

const dependentsQuery = pageQuery.extend({ kind: z.enum(dependentKinds).optional() });
export type DependentsQuery = z.output<typeof dependentsQuery>;
export class DependentsQueryDto extends createDto(dependentsQuery) {}

const dependentView = z.object({
  kind: z.enum(dependentKinds),
  id: z.string(),
  number: z.string().nullable().meta({ description: 'External number of the lead, number of the case' }),
  agency: z.object({ id: z.string(), name: z.string() }),
  actType: z.string().nullable(),
  asOf: z.string().meta({ description: 'Day of the act, else of the opening' }),
  status: z.string().meta({ description: 'Of the patent on that day, as last answered' }),
  since: z.string().nullable(),
  notes: z.array(z.string()),
  basis: z.array(z.string()),
  certainty: z.string(),
  present: z.string().nullable().meta({ description: 'Cases: status on the day it was told last' }),
  decided: z.boolean(),
  answeredAt: z.string(),
});

export const dependentPage = z.object({ items: z.array(dependentView), nextCursor: z.string().nullable() });
