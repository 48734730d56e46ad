import { TRANSFER_ACTORS, TRANSFER_EVENTS, TRANSFER_STATES } from '@xianjie/statutes';
import { z } from 'zod';
import { seats } from './step-forms.js';

const keys = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as T[];

const law = { says: z.string(), basis: z.string(), certainty: z.string() };

const limit = z.object({
  key: z.string(),
  ...law,
  dueBy: z.string().nullable().meta({ description: 'By the earlier reading; null where it does not run' }),
  lateAfter: z.string().nullable().meta({ description: 'By the later reading' }),
  late: z.boolean(),
});

export const nextStepView = z.object({
  step: z.enum(keys(TRANSFER_EVENTS)),
  stepName: z.string(),
  actorKind: z.enum(keys(TRANSFER_ACTORS)),
  organ: z.string().nullable().meta({ description: 'Whose step it is; null where that organ takes no part' }),
  stateThen: z.enum(keys(TRANSFER_STATES)),
  route: z.enum(['STEP', 'DELIVERY', 'FINDINGS']).meta({
    description: 'STEP: POST …/steps; DELIVERY: POST …/deliveries; FINDINGS: when findings come in',
  }),
  role: z.enum(['OWN', 'REGISTER', 'OTHER']).meta({
    description: 'REGISTER: the caller registers what another organ did on paper',
  }),
  within: limit.nullable(),
  after: limit.nullable().meta({ description: 'The limit that must have passed before' }),
  note: z.string().nullable(),
  basis: z.string(),
  certainty: z.string(),
  documentType: z.string().nullable(),
  shownTo: z.array(z.enum(seats)),
  must: z.array(z.string()).meta({ description: 'Fields that the step asks' }),
  may: z.array(z.string()),
  starts: z
    .array(z.object({ key: z.string(), organ: z.string(), ...law }))
    .meta({ description: 'Limits that begin with it' }),
  extensions: z.array(
    z.object({
      key: z.string(),
      to: z.string().nullable(),
      approvedBy: z.string(),
      basis: z.string(),
      certainty: z.string(),
    }),
  ),
  choices: z.array(z.object({ id: z.string(), name: z.string() })).meta({
    description: 'Organs to choose from, where the form names one',
  }),
  refusals: z
    .array(z.object({ code: z.string(), message: z.string() }))
    .meta({ description: 'What forbids it to the caller now; empty where nothing does' }),
});
export type NextStepView = z.output<typeof nextStepView>;

export const nextStepsView = z.object({ version: z.number().int(), items: z.array(nextStepView) });
export type NextStepsView = z.output<typeof nextStepsView>;

export const countsView = z.object({
  items: z.array(
    z.object({
      state: z.string(),
      stateName: z.string(),
      count: z.number().int(),
      late: z.number().int().meta({ description: 'Those whose first limit has passed' }),
    }),
  ),
  most: z.number().int().meta({ description: 'A count goes no further; as many means as many or more' }),
});
