import {
  type AnyRuleTable,
  type ClockParams,
  type ExtensionParams,
  type Rule,
  sayPeriod,
  sayPeriods,
  statuteTables,
  transferTransitions,
} from '@xianjie/statutes';
import { markdownTable } from './markdown.js';
import { RESPONSIBLE_WORDS, sayCertainty } from './rule-section.js';

type ClockLine = Rule<ClockParams>;
type ExtensionLine = Rule<ExtensionParams>;

const named = new Set(transferTransitions.flatMap(({ within, after }) => [within, after]));

/** The limits of a transfer as they are in force: those that a step starts or stops, and those that a step names. */
export function transferLimits(): readonly ClockLine[] {
  return linesOf<ClockParams>('responsible').filter(
    ({ key, params }) => params.events !== undefined || named.has(key as never),
  );
}

/** A line for each limit, in Chinese and English. */
export function limitsTable(): string {
  const head = [
    '期限 Limit',
    '时长',
    'Length',
    '责任 Whose',
    '起止',
    'From and until',
    '延长 Extension',
    '依据 Basis',
    '确定性 Certainty',
  ];
  return markdownTable(head, transferLimits().map(limitRow));
}

function limitRow({ key, params, basis, certainty }: ClockLine): readonly string[] {
  const { period, responsible, startsWith, endsWith, suspendedWhile } = params;
  const length = sayPeriod(period);
  const both = period.kind === 'DAYS';
  return [
    `\`${key}\``,
    `${length.zh}${both ? '（两种读法）' : ''}`,
    `${length.en}${both ? ' (both readings)' : ''}`,
    `${RESPONSIBLE_WORDS[responsible].zh} ${RESPONSIBLE_WORDS[responsible].en}`,
    `自${startsWith.zh}，至${endsWith.zh}${suspendedWhile ? `；可以中止：${suspendedWhile.zh}` : ''}`,
    `from: ${startsWith.en}; until: ${endsWith.en}${suspendedWhile ? `; may be suspended ${suspendedWhile.en}` : ''}`,
    extensionsOf(key).map(sayExtension).join('<br>'),
    basis,
    sayCertainty(certainty),
  ];
}

function extensionsOf(key: string): ExtensionLine[] {
  return linesOf<ExtensionParams>('approvedBy').filter(({ params }) => params.of === key);
}

function sayExtension({ params: { to, approvedBy }, basis }: ExtensionLine): string {
  const whole = to === null ? { zh: '由批准决定', en: 'as approved' } : sayPeriods(to);
  return `${whole.zh} ${whole.en}：${approvedBy.zh} ${approvedBy.en}（${basis}）`;
}

/** Lines in force of the tables whose params have that member. */
function linesOf<Params extends object>(member: keyof Params): Rule<Params>[] {
  const tables: readonly AnyRuleTable[] = statuteTables;
  const lines = tables.flatMap(({ rules }) => Object.values(rules).flat() as Rule<unknown>[]);
  return lines.filter(
    (line): line is Rule<Params> =>
      line.validTo === null &&
      typeof line.params === 'object' &&
      line.params !== null &&
      member in line.params,
  );
}
