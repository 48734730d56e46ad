import { DomainError, type FieldIssue } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import type { AgencyDirectory } from '@xianjie/identity';
import {
  type DeliveryDocument,
  DELIVERY_DOCUMENTS,
  missingDocuments,
  type Transition,
} from '@xianjie/statutes';
import { stepForms, type StepField } from './step-forms.js';
import type { StepInput } from './transfer-step.js';
import type { Unopened } from './transfer.js';

/** Fields that any step may carry, whatever its form. */
const always = ['step', 'externalNo', 'officer'] as const;

/** What the form of a step needs and does not know. Throws DomainError `invalid` (`step.form`) with every field. */
export function checkForm(input: StepInput): void {
  const { must, may } = stepForms[input.step];
  const given = Object.entries(input).filter(([, value]) => value !== undefined && !isEmpty(value));
  const known = new Set<string>([...always, ...must, ...may]);
  const unknown = given.filter(([field]) => !known.has(field)).map(([field]) => unexpected(field));
  const lacking = must.filter((field) => !given.some(([name]) => name === field)).map(needed);
  refuse('step.form', [...lacking, ...unknown]);
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function needed(field: StepField): FieldIssue {
  return { field, rule: 'required', message: 'This step needs it', messageZh: '此步骤必填' };
}

function unexpected(field: string): FieldIssue {
  return {
    field,
    rule: 'step.field-unexpected',
    message: 'This step has no such thing',
    messageZh: '此步骤无此项',
  };
}

/**
 * When the step took effect: now, or a true earlier time. Throws DomainError `invalid`: `step.in-future`, `step.before-previous` where
 * it would lie before the step that it follows, such as a receipt before the delivery.
 */
export function effectiveAtOf({ effectiveAt }: StepInput, { stepNo, steppedAt }: Unopened, now: Date): Date {
  if (effectiveAt === undefined) return stepNo > 0 && steppedAt > now ? steppedAt : now;
  const at = new Date(effectiveAt);
  if (at > now)
    refuse('step.in-future', [timeIssue('step.in-future', 'It lies in the future', '时间不得晚于当前')]);
  if (stepNo > 0 && at < steppedAt) {
    refuse('step.before-previous', [
      timeIssue('step.before-previous', 'It lies before the step that it follows', '时间不得早于前一步骤'),
    ]);
  }
  return at;
}

function timeIssue(rule: string, message: string, messageZh: string): FieldIssue {
  return { field: 'effectiveAt', rule, message, messageZh };
}

/**
 * The five kinds of paper of a delivery (国务院令第310号第6条): each is there, or is named as missing with the reason. The letter
 * itself cannot be missing. Throws DomainError `invalid` (`delivery.papers`).
 */
export function checkPapers(kinds: readonly string[], missing: StepInput['missing'] = []): void {
  const given = (Object.keys(DELIVERY_DOCUMENTS) as DeliveryDocument[]).filter((kind) =>
    kinds.includes(kind),
  );
  const excused = missing.map(({ kind }) => kind).filter((kind) => kind !== 'TRANSFER_LETTER');
  const issues = missingDocuments([...given, ...excused]).map((kind) => ({
    field: 'documents',
    rule: 'delivery.papers',
    message: `The ${DELIVERY_DOCUMENTS[kind].en} is neither there nor named as missing`,
    messageZh: `缺少${DELIVERY_DOCUMENTS[kind].zh}，且未说明原因`,
  }));
  refuse('delivery.papers', issues);
}

/** An officer of the agency who signed a report. */
export interface Signature {
  readonly officerId: string;
  readonly officerName: string;
  readonly documentId: string;
  readonly afterStep: number;
}

/**
 * The officers who signed the report of this round: two or more (国务院令第310号第5条), the one who submits it among them. Throws
 * DomainError `conflict` (`report.signatures`), `forbidden` (`report.not-signed-by-you`).
 */
export function checkReport(
  { roundFrom }: Pick<Unopened, 'roundFrom'>,
  documents: readonly string[],
  signatures: readonly Signature[],
  officerId: string | null,
): { readonly id: string; readonly name: string }[] {
  const valid = signatures.filter(
    (each) => documents.includes(each.documentId) && each.afterStep >= roundFrom,
  );
  const signedBy = [
    ...new Map(
      valid.map((each) => [each.officerId, { id: each.officerId, name: each.officerName }]),
    ).values(),
  ];
  if (signedBy.length < 2) {
    throw new DomainError(
      'conflict',
      'report.signatures',
      'Two or more officers sign the transfer report, each signed in',
      {
        zh: '移送报告须由专案组两名以上执法人员分别登录签署',
      },
    );
  }
  if (signedBy.some(({ id }) => id === officerId)) return signedBy;
  throw new DomainError(
    'forbidden',
    'report.not-signed-by-you',
    'One of those who signed the report submits it',
    {
      zh: '移送报告由签署人之一提交',
    },
  );
}

/**
 * Whether the limit that this step says has passed did pass. Throws DomainError `conflict` (`step.limit-not-over`). The earlier reading
 * of the days counts: whether it is really late is then found by the procuratorate.
 */
export function checkLimitOver({ event, after }: Transition, endsAt: Date | null, now: Date): void {
  if (after === undefined || (endsAt !== null && endsAt <= now)) return;
  throw new DomainError(
    'conflict',
    'step.limit-not-over',
    `${event} is possible once the limit ${after} has passed`,
    {
      zh: '相应期限尚未届满，不能办理此步骤',
    },
  );
}

/** Only where filing was ordered does the procuratorate urge (人民检察院刑事诉讼规则第564条). Throws DomainError `conflict` (`step.not-ordered`). */
export function checkOrdered(
  { filingOrdered }: Pick<Unopened, 'filingOrdered'>,
  { event }: Transition,
): void {
  if (event !== 'URGED_BY_PROC' || filingOrdered) return;
  throw new DomainError('conflict', 'step.not-ordered', 'Only a case whose filing was ordered is urged', {
    zh: '仅对监督立案的案件发出催办函',
  });
}

/** Seized things go with the case and the party is told in writing (行政强制法第21条). Throws DomainError `invalid` (`handover.party-not-told`). */
export function checkHandover({ seizedItems = 0, partyToldOn }: StepInput, today: LocalDate): void {
  if (partyToldOn !== undefined && partyToldOn > today) {
    refuse('handover.told-in-future', [
      {
        field: 'partyToldOn',
        rule: 'handover.told-in-future',
        message: 'It lies in the future',
        messageZh: '日期不得晚于今日',
      },
    ]);
  }
  if (seizedItems === 0 || partyToldOn !== undefined) return;
  refuse('handover.party-not-told', [
    {
      field: 'partyToldOn',
      rule: 'handover.party-not-told',
      message: 'Say when the party was told in writing that seized things go with the case',
      messageZh: '查封、扣押的财物随案移送的，须载明书面告知当事人的日期',
    },
  ]);
}

/** Throws DomainError `invalid`: `forward.not-police`, `forward.same-organ`, `escalation.not-superior`. */
export function checkOrgans(input: StepInput, transfer: Unopened, agencies: AgencyDirectory): void {
  const { forwardedTo, higherProcuratorate } = input;
  if (forwardedTo !== undefined) {
    if (forwardedTo === transfer.police)
      refuseOrgan('forwardedTo', 'forward.same-organ', 'That organ has it already', '案件已在该机关');
    if (agencies.find(forwardedTo)?.kind !== 'police')
      refuseOrgan(
        'forwardedTo',
        'forward.not-police',
        'That is no police organ known here',
        '不是已登记的公安机关',
      );
  }
  if (higherProcuratorate === undefined) return;
  const superiors = agencies.find(transfer.procuratorate ?? '')?.parents ?? [];
  if (!superiors.includes(higherProcuratorate))
    refuseOrgan(
      'higherProcuratorate',
      'escalation.not-superior',
      'That is not a superior procuratorate',
      '不是上级人民检察院',
    );
}

function refuseOrgan(field: string, rule: string, message: string, messageZh: string): never {
  throw new DomainError('invalid', rule, message, {
    zh: messageZh,
    issues: [{ field, rule, message, messageZh }],
  });
}

function refuse(code: string, issues: readonly FieldIssue[]): void {
  const [first] = issues;
  if (!first) return;
  throw new DomainError('invalid', code, first.message, { zh: first.messageZh ?? first.message, issues });
}
