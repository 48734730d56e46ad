import {
  TRANSFER_ACTORS,
  TRANSFER_EVENTS,
  TRANSFER_STATES,
  type TransferActor,
  type TransferEvent,
  type TransferState,
} from '@xianjie/statutes';
import { z } from 'zod';
import { documentKinds } from '../documents/transfer-document.js';
import { fineFlags } from '../cases/known-case.js';
import { channelNames } from '../deliveries/partners.js';
import { seats } from './step-forms.js';
import { stepSources } from './transfer-step.js';

/** What callers see. */

const states = Object.keys(TRANSFER_STATES) as TransferState[];
const state = z.enum(states);
const event = z.enum(Object.keys(TRANSFER_EVENTS) as TransferEvent[]);
const actor = z.enum(Object.keys(TRANSFER_ACTORS) as TransferActor[]);

export const transferView = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNo: z.string().nullable(),
  agency: z.string(),
  areaCode: z.string(),
  police: z.string().nullable(),
  procuratorate: z.string().nullable(),
  seat: z.enum(seats).meta({ description: 'From where the caller sees it' }),
  state: z.enum([...states, 'UNDECIDED', 'FORWARDED']).meta({
    description:
      'Of the state table; UNDECIDED: a draft of the agency; FORWARDED: another police organ has it now',
  }),
  stateName: z.string(),
  openedOn: z.string(),
  charge: z.string().nullable(),
  duty: z.string(),
  grounds: z.array(z.string()),
  basis: z.string().nullable(),
  certainty: z.string().nullable(),
  fineBarred: z.boolean().meta({ description: 'No fine may be imposed in the case now' }),
  dueAt: z
    .string()
    .nullable()
    .meta({ description: 'End of the limit that ends first, by the earlier reading' }),
  dueKey: z.string().nullable(),
  dueOrgan: z.string().nullable().meta({ description: 'Whose limit it is' }),
  late: z.boolean(),
  closedOn: z.string().nullable(),
  stepNo: z.number().int(),
  version: z.number().int(),
});
export type TransferView = z.output<typeof transferView>;

export const transferPage = z.object({ items: z.array(transferView), nextCursor: z.string().nullable() });

const officer = z.object({ id: z.string().nullable(), name: z.string(), signedIn: z.boolean() }).nullable();

export const stepView = z.object({
  no: z.number().int(),
  step: event,
  stepName: z.string(),
  stateBefore: z.enum([...states, 'UNDECIDED']).nullable(),
  stateNow: z.enum([...states, 'UNDECIDED']),
  actorKind: actor,
  organ: z.string(),
  takenAt: z.string(),
  effectiveAt: z.string(),
  dueOn: z.string().nullable(),
  basis: z.string(),
  certainty: z.string(),
  paper: z
    .object({
      officer,
      enteredBy: z.string(),
      source: z.enum(stepSources),
      externalNo: z.string().nullable(),
      documentType: z.string().nullable(),
      documentNo: z.string().nullable(),
      reasons: z.string().nullable(),
      documents: z.array(z.string()),
      details: z.looseObject({}),
    })
    .nullable()
    .meta({ description: 'What it says; null where it is not addressed to the caller' }),
});
export type StepView = z.output<typeof stepView>;

export const documentView = z.object({
  id: z.string(),
  owner: z.string(),
  kind: z.enum(documentKinds),
  name: z.string(),
  documentNo: z.string().nullable(),
  mediaType: z.string().nullable(),
  sha256: z.string(),
  bytes: z.number(),
  reference: z.string().nullable().meta({ description: 'Where the file is had' }),
  stored: z.boolean().meta({ description: 'Its file is kept here: GET …/documents/{id}/file' }),
  addedAt: z.string(),
});

export const clockView = z.object({
  key: z.string(),
  organ: z.string().meta({ description: 'Who must act' }),
  state: z.enum(['RUNNING', 'SUSPENDED', 'STOPPED']),
  startedAt: z.string(),
  stoppedAt: z.string().nullable(),
  dueBy: z.string().nullable().meta({ description: 'Day of the earlier reading, or moment' }),
  lateAfter: z.string().nullable().meta({ description: 'Day of the later reading, or moment' }),
  provisional: z.boolean().meta({ description: 'A day was needed whose calendar is not loaded' }),
  meaning: z.enum(['DUTY', 'RIGHT', 'CONDITIONAL']).meta({
    description:
      'DUTY: who passes it is late; RIGHT: after it one may ask no longer; CONDITIONAL: it may bind nobody',
  }),
  late: z.boolean(),
  says: z.string(),
  basis: z.string(),
  certainty: z.string(),
});

export type ClockView = z.output<typeof clockView>;

export const readerView = z.object({
  organ: z.string(),
  seat: z.enum(seats),
  since: z.string(),
  untilStep: z.number().int().nullable(),
  lastReadAt: z.string().nullable(),
  lastReadStep: z.number().int().nullable(),
});

export const deliveryView = z.object({
  id: z.string(),
  transferId: z.string(),
  stepNo: z.number().int().nullable(),
  kind: z.enum(['TRANSFER', 'NOTICE']),
  sender: z.string(),
  recipient: z.string(),
  channel: z.enum(channelNames),
  status: z.enum(['WAITING', 'SENT', 'ARRIVED', 'BY_HAND']),
  waitingSince: z.string().nullable(),
  attempts: z.number().int(),
  nextAttemptAt: z.string().nullable(),
  failure: z.string().nullable().meta({ description: 'Code of the last failure' }),
  arrivedAt: z.string().nullable(),
  digest: z.string(),
});

export const fineView = z.object({
  decisionId: z.string(),
  decisionNo: z.string(),
  decisionOn: z.string(),
  fineFen: z.string(),
  flag: z.enum(fineFlags).nullable(),
  basis: z.string().nullable(),
  annulledOn: z.string().nullable(),
});

const nextStepView = z.object({
  step: event,
  stepName: z.string(),
  actorKind: actor,
  stateThen: state,
  within: z.string().nullable().meta({ description: 'Limit within which it is to happen' }),
  after: z.string().nullable().meta({ description: 'Limit that must have passed before' }),
  note: z.string().nullable(),
  basis: z.string(),
  certainty: z.string(),
});

export const signatureView = z.object({
  documentId: z.string(),
  officerId: z.string(),
  officerName: z.string(),
});

export const transferPageView = transferView.extend({
  steps: z.array(stepView),
  next: z.array(nextStepView),
  documents: z.array(documentView),
  signatures: z
    .array(signatureView)
    .meta({ description: 'Of the report of this round; for its agency only' }),
  clocks: z.array(clockView),
  deliveries: z.array(deliveryView),
  fines: z.array(fineView),
  readers: z.array(readerView),
  erasedAt: z.string().nullable().meta({
    description:
      'When what was personal in it was destroyed: steps say nothing then, papers have neither name nor file',
  }),
});
export type TransferPageView = z.output<typeof transferPageView>;

export const stepTaken = z.object({
  transfer: transferView,
  step: stepView,
  repeated: z.boolean(),
  acknowledgement: z.looseObject({}).nullable().meta({
    description: 'Signed for a partner system: the step is committed. Null where no keys were agreed',
  }),
});
