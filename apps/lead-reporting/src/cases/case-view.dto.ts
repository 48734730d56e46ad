import { z } from 'zod';
import { actTypes, sources } from '../leads/lead-content.js';
import { caseActs } from './case.js';
import { outcomes } from './case-closing.js';
import { annulmentReasons, decisionKinds, penaltyKinds } from './case-decision.js';
import { milestoneNames } from './case-milestones.js';

const words = z.object({ zh: z.string(), en: z.string() });
const shown = z.object({ shown: z.string() }).optional();
const fen = z.string().nullable().meta({ description: 'Fen, as digits' });

const partyView = z.object({
  kind: z.enum(['ORGANISATION', 'SOLE_TRADER', 'PERSON']),
  name: z.string(),
  creditCode: z.string().optional(),
  operator: z.string().optional(),
  citizenNumber: shown,
  phone: shown,
  operatorCitizenNumber: shown,
});

const dueView = z.object({
  key: z.string(),
  says: words,
  endsWith: words,
  state: z.enum(['RUNNING', 'SUSPENDED', 'STOPPED']),
  startedAt: z.string(),
  stoppedAt: z.string().nullable(),
  dueOn: z.string().nullable().meta({ description: 'Last day by the earlier reading' }),
  lateAfter: z.string().nullable().meta({ description: 'Last day by the later reading' }),
  provisional: z.boolean().meta({ description: 'The calendar of a year is not loaded yet' }),
  late: z.boolean(),
  basis: z.string(),
  certainty: z.string(),
  extensions: z.array(
    z.object({ key: z.string(), approvedBy: words, basis: z.string(), certainty: z.string() }),
  ),
});

/** What a list shows of a case. */
export const caseRow = z.object({
  id: z.string(),
  agency: z.string(),
  caseNo: z.string(),
  leadId: z.string().nullable(),
  areaCode: z.string(),
  patentNumber: z.string().nullable(),
  actType: z.enum(actTypes),
  actOn: z.string().nullable(),
  partyKind: z.string().nullable(),
  partyName: z.string().nullable(),
  creditCode: z.string().nullable(),
  openedOn: z.string(),
  status: z.enum(['open', 'decided', 'closed']),
  suspected: z.boolean(),
  transferState: z.string().nullable(),
  patentNotices: z.number().int(),
  limit: z
    .object({
      dueOn: z.string().nullable(),
      lateAfter: z.string().nullable(),
      provisional: z.boolean(),
      late: z.boolean(),
    })
    .nullable()
    .meta({ description: 'For deciding; null once decided, or where no limit is known' }),
  version: z.number().int(),
});
export type CaseRow = z.output<typeof caseRow>;
export const casePage = z.object({ items: z.array(caseRow), nextCursor: z.string().nullable() });

const milestoneView = z.object({
  milestone: z.enum(milestoneNames),
  on: z.string(),
  at: z.string(),
  because: z.string().nullable(),
});

const findingsView = z.object({
  findingNo: z.number().int(),
  actEndOn: z.string(),
  discoveredOn: z.string(),
  subject: z.enum(['NATURAL', 'UNIT']),
  actType: z.string(),
  patents: z.number().int(),
  turnoverFen: fen,
  gainFen: fen,
  directLossFen: fen,
  priorSanctionWithin2y: z.boolean(),
  suspicionReasons: z.string().nullable(),
  otherCharge: z.object({ charge: z.string(), reasons: z.string() }).nullable(),
  note: z.string().nullable(),
  duty: z.string(),
  grounds: z.array(z.string()),
  basis: z.string(),
  certainty: z.string(),
  advice: z
    .boolean()
    .meta({ description: 'Rests on a recalled figure: people confirm it before they act on it' }),
  why: words,
  recordedOn: z.string(),
  at: z.string(),
});

const decisionView = z.object({
  id: z.string(),
  decisionNo: z.string(),
  kind: z.enum(decisionKinds),
  decidedOn: z.string(),
  violation: z.string(),
  legalBasis: z.string(),
  content: z.string(),
  penalties: z.array(z.enum(penaltyKinds)),
  fineFen: z.string(),
  confiscationFen: z.string(),
  procedure: z.string(),
  gravity: z.string(),
  fineLimit: z
    .object({ maxFineFen: z.string(), basis: z.string(), certainty: z.string(), advice: z.boolean() })
    .nullable(),
  annulment: z
    .object({
      on: z.string(),
      because: z.enum(annulmentReasons),
      documentNo: z.string().nullable(),
      note: z.string().nullable(),
    })
    .nullable(),
  at: z.string(),
});

const transferView = z.object({
  transferId: z.string(),
  openedOn: z.string(),
  police: z.string().nullable(),
  procuratorate: z.string().nullable(),
  state: z.string(),
  open: z.boolean(),
  dueOn: z.string().nullable().meta({ description: 'Last day of the earliest limit that runs' }),
  fineBarred: z.boolean(),
  steps: z.array(
    z.object({
      stepNo: z.number().int(),
      step: z.string(),
      state: z.string(),
      organ: z.string(),
      documentType: z.string().nullable(),
      documentNo: z.string().nullable(),
      effectiveAt: z.string(),
      basis: z.string(),
    }),
  ),
});

const noticeView = z.object({
  patentNumber: z.string(),
  asOf: z.string(),
  statusBefore: z.string(),
  statusNow: z.string(),
  presentStatus: z.string(),
  newEvents: z.array(
    z.object({ number: z.string(), kind: z.string(), effectiveOn: z.string(), publishedOn: z.string() }),
  ),
  basis: z.array(z.string()),
  notes: z.array(z.string()),
  certainty: z.string(),
  decided: z.boolean(),
  notedOn: z.string(),
});

/** The page of a case. */
export const caseView = caseRow.omit({ partyName: true, transferState: true, patentNotices: true }).extend({
  alsoAt: z.array(z.string()),
  goods: z.string().nullable(),
  party: partyView.nullable(),
  officers: z.array(z.object({ name: z.string(), id: z.string().optional() })),
  milestones: z.array(milestoneView),
  findings: z.array(findingsView),
  decisions: z.array(decisionView),
  transferAwaited: z
    .boolean()
    .meta({ description: 'The findings carry a duty to transfer, and no transfer is known yet' }),
  transfer: transferView.nullable(),
  patentNotices: z.array(noticeView),
  closing: z.object({ on: z.string(), outcome: z.enum(outcomes), note: z.string().nullable() }).nullable(),
  clocks: z.array(dueView),
  acts: z.array(
    z.object({
      act: z.enum(caseActs),
      on: z.string(),
      at: z.string(),
      agency: z.string().nullable(),
      officer: z.string().nullable(),
      what: z.string().nullable(),
    }),
  ),
});
export type CaseView = z.output<typeof caseView>;

/** A lead that waits for a case. */
export const waitingLead = z.object({
  leadId: z.string(),
  submitter: z.string(),
  externalNo: z.string(),
  source: z.enum(sources),
  subjectName: z.string(),
  patentNumber: z.string().nullable(),
  actType: z.enum(actTypes),
  actOn: z.string(),
  areaCode: z.string(),
  competent: z.string(),
  assignedOn: z.string(),
  dueOn: z.string(),
  late: z.boolean(),
  provisional: z.boolean(),
  extended: z.boolean(),
  basis: z.string(),
  certainty: z.string(),
  advice: z
    .boolean()
    .meta({ description: 'The limit is a recalled one: people confirm it before they act on it' }),
  version: z.number().int(),
});
export type WaitingLead = z.output<typeof waitingLead>;
export const waitingPage = z.object({ items: z.array(waitingLead), nextCursor: z.string().nullable() });
