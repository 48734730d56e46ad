import { DomainError, type FieldIssue } from '@xianjie/errors';

/** Copies of a penalty decision that an agency owes, because the case was suspected to be a crime and was not transferred in time. */
export interface PenaltyCopy {
  readonly decisionId: string;
  readonly caseId: string;
  readonly transferId: string | null;
  readonly caseNo: string | null;
  readonly decisionNo: string;
  readonly decidedOn: string;
  readonly agency: string;
  /** Organs of the same level; null where none of the place takes part. */
  readonly police: string | null;
  readonly procuratorate: string | null;
  /** When the copies went to police and procuratorate. */
  readonly sentOn: string | null;
  readonly rightHolderToldOn: string | null;
  readonly noRightHolder: string | null;
  readonly registeredBy: { readonly id: string; readonly name: string } | null;
  readonly annulledOn: string | null;
  readonly version: number;
}

/** What an officer registers: the copies went out, and the right holder was told in writing, or why there was none to tell. */
export interface Sending {
  readonly sentOn: string;
  readonly rightHolderToldOn?: string | undefined;
  readonly noRightHolder?: string | undefined;
}

/**
 * The copies as sent. Throws DomainError `conflict`: `penalty-copy.annulled`, `penalty-copy.sent`; `invalid`: `penalty-copy.before-decision`,
 * `penalty-copy.in-future`, `penalty-copy.right-holder`.
 */
export function registerSending(
  copy: PenaltyCopy,
  { sentOn, rightHolderToldOn, noRightHolder }: Sending,
  by: { readonly id: string; readonly name: string },
  today: string,
): PenaltyCopy {
  if (copy.annulledOn !== null) throw conflict('annulled', 'The decision was annulled', '该处罚决定已被撤销');
  if (copy.sentOn !== null)
    throw conflict('sent', 'The copies were registered before', '该处罚决定书副本已登记抄送');
  for (const [field, day] of Object.entries({ sentOn, rightHolderToldOn }))
    requireDay(field, day, copy.decidedOn, today);
  if ((rightHolderToldOn === undefined) === (noRightHolder === undefined))
    throw invalid(
      'rightHolderToldOn',
      'right-holder',
      'Say when the right holder was told in writing, or why there was none to tell',
      '须载明书面告知权利人的日期，或者未告知的理由',
    );
  return {
    ...copy,
    sentOn,
    rightHolderToldOn: rightHolderToldOn ?? null,
    noRightHolder: noRightHolder ?? null,
    registeredBy: by,
  };
}

function requireDay(field: string, day: string | undefined, decidedOn: string, today: string): void {
  if (day === undefined) return;
  if (day < decidedOn)
    throw invalid(field, 'before-decision', 'It lies before the decision', '日期不得早于处罚决定之日');
  if (day > today) throw invalid(field, 'in-future', 'It lies in the future', '日期不得晚于今日');
}

function conflict(rule: string, message: string, zh: string): DomainError {
  return new DomainError('conflict', `penalty-copy.${rule}`, message, { zh });
}

function invalid(field: string, rule: string, message: string, messageZh: string): DomainError {
  const code = `penalty-copy.${rule}`;
  const issues: FieldIssue[] = [{ field, rule: code, message, messageZh }];
  return new DomainError('invalid', code, message, { zh: messageZh, issues });
}
