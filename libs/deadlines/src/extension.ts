import { type Period, startDay } from '@xianjie/calendar';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import type { Standing } from './ledger.js';
import { momentText, readAt, startOfDay } from './moments.js';
import type { Act, Clock, EntryDetails } from './words.js';

export interface Extend extends Act {
  /** Key of the extension, as the rule of the clock names it. */
  readonly extension: string;
  /** The day, or for a limit in hours the moment, that was named; only where the statute leaves the length open. */
  readonly until?: string;
  /** The organ whose approval it is, or its id. */
  readonly approvedBy: string;
  /** Of the approval. */
  readonly documentNo?: string;
}

const LONGEST = 200;

/** What the ledger keeps of an extension that the statute allows there. Throws as `extendClock` says. */
export function checkExtension(
  clock: Clock,
  { extensions: taken }: Standing,
  { extension, until, approvedBy, documentNo }: Extend,
): { details: EntryDetails; basis: string } {
  const allowed = clock.rule.extensions;
  const index = allowed.findIndex(({ key }) => key === extension);
  const rule = allowed[index];
  if (!rule) throw noExtension(clock, extension);
  if (allowed.slice(index).some(({ key }) => taken.includes(key))) throw alreadyTaken(extension);
  if (approvedBy.length === 0 || approvedBy.length > LONGEST || (documentNo?.length ?? 0) > LONGEST) {
    throw new DomainError('invalid', 'clock.approval', 'An extension names who approved it', {
      zh: `延长期限须写明批准机关（${rule.approvedBy.zh}）`,
    });
  }
  const approval = { extension, approvedBy, ...(documentNo === undefined ? {} : { documentNo }) };
  const length = rule.to === null ? { until: namedEnd(clock, until) } : { to: noNamedEnd(rule.to, until) };
  return { details: { ...approval, ...length }, basis: rule.basis };
}

/** The day or moment that was named, in the form in which the ledger keeps it. */
function namedEnd(clock: Clock, until: string | undefined): string {
  if (until === undefined) throw badUntil('Who approves this extension names its end', '须写明延长至何时');
  const inHours = clock.rule.period.kind === 'HOURS';
  const end = inHours ? momentText(readAt(until, true)) : startDay(until);
  // A day is later than the limit where it begins no earlier than lateness does.
  const reached = inHours ? new Date(Date.parse(end) - 1) : startOfDay(end as LocalDate);
  if (!clock.lateAt || reached >= clock.lateAt) return end;
  throw badUntil('An extension ends after the limit that it extends', '延长后的期限须晚于原期限');
}

function noNamedEnd(to: readonly Period[], until: string | undefined): readonly Period[] {
  if (until === undefined) return to;
  throw badUntil('The length of this extension is the law’s', '该延长期限由法律规定，不得另行指定');
}

function badUntil(message: string, zh: string): DomainError {
  return new DomainError('invalid', 'clock.extension-until', message, { zh });
}

function noExtension(clock: Clock, extension: string): DomainError {
  return new DomainError(
    'conflict',
    'clock.no-extension',
    `The statute knows no extension ${extension} of ${clock.rule.key}`,
    { zh: `法律未规定期限 ${clock.rule.key} 可以作该延长` },
  );
}

function alreadyTaken(extension: string): DomainError {
  return new DomainError(
    'conflict',
    'clock.extension-taken',
    `Extension ${extension}, or one that follows it, was taken before`,
    { zh: '该延长或其后的延长已经作出' },
  );
}
