import type { Evaluate } from './kind.js';
import type * as Calendar from './kinds/calendar.js';
import type * as Divisions from './kinds/divisions.js';
import type * as Identifiers from './kinds/identifiers.js';
import type * as Statutes from './kinds/statutes.js';

type Kinds<Module> = (name: keyof Module) => () => Promise<Evaluate>;

const identifiers: Kinds<typeof Identifiers> = (name) => async () =>
  (await import('./kinds/identifiers.js'))[name];
const calendar: Kinds<typeof Calendar> = (name) => async () => (await import('./kinds/calendar.js'))[name];
const divisions: Kinds<typeof Divisions> = (name) => async () => (await import('./kinds/divisions.js'))[name];
const statutes: Kinds<typeof Statutes> = (name) => async () => (await import('./kinds/statutes.js'))[name];

/** Every kind of line, and how its rules are loaded: a file of credit codes does not wait for the statutes. */
export const kinds: ReadonlyMap<string, () => Promise<Evaluate>> = new Map([
  ['identifiers.uscc', identifiers('uscc')],
  ['identifiers.orgCode', identifiers('orgCode')],
  ['identifiers.idCard', identifiers('idCard')],
  ['identifiers.patentNumber', identifiers('patentNumber')],
  ['identifiers.publicationNumber', identifiers('publicationNumber')],
  ['identifiers.classification', identifiers('classification')],
  ['calendar.workday', calendar('workday')],
  ['divisions.code', divisions('code')],
  ['deadlines', calendar('deadlines')],
  ['criminal-thresholds', statutes('criminalThresholds')],
  ['admin-fines', statutes('adminFines')],
  ['credit.publication', statutes('creditPublication')],
  ['credit.repair', statutes('creditRepair')],
  ['report-reward', statutes('reportReward')],
  ['transfer-sequence', statutes('transferSequence')],
]);
