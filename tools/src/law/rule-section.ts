import {
  type AnyRuleTable,
  type Certainty,
  type ClockParams,
  type ExtensionParams,
  type Responsible,
  type Rule,
  sayPeriod,
  sayPeriods,
  sayRule,
  type Text,
} from '@xianjie/statutes';
import { markdownTable } from './markdown.js';

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  VERIFIED: '已核实',
  VERIFIED_SECONDARY: '二手',
  RECALLED: '**凭记忆**',
  DESIGN: '设计',
};

/** Whose a limit is. */
export const RESPONSIBLE_WORDS: Readonly<Record<Responsible, Text>> = {
  ADMIN: { zh: '行政执法机关', en: 'agency' },
  ADMIN_HEAD: { zh: '机关负责人', en: 'head of the agency' },
  POLICE: { zh: '公安机关', en: 'police' },
  PROC: { zh: '人民检察院', en: 'procuratorate' },
  CNIPA: { zh: '国家知识产权局', en: 'CNIPA' },
  PARTY: { zh: '当事人', en: 'party' },
};

export const sayCertainty = (certainty: Certainty): string => `${CERTAINTY_WORDS[certainty]} ${certainty}`;

/** One table of rules: a heading, what chooses a line, and a row for each line. */
export function ruleSection(table: AnyRuleTable, number: string): string {
  const { subject, chosenBy, rules } = table;
  const rows = Object.values(rules).flat().map(ruleRow);
  return `## ${number} ${subject.zh} · ${subject.en}

选择日 Chosen by：${chosenBy.zh} · ${chosenBy.en}

${markdownTable(['规则 Rule', '期间 Interval', '内容', 'What it says', '依据 Basis', '确定性 Certainty'], rows)}
`;
}

function ruleRow(rule: Rule<unknown>): readonly string[] {
  const says = sayRule(rule);
  const { zh, en } = detailsOf(rule.params);
  return [
    `\`${rule.key}\``,
    intervalOf(rule),
    [says.zh, ...zh].join('；'),
    [says.en, ...en].join('; '),
    rule.basis,
    sayCertainty(rule.certainty),
  ];
}

function intervalOf({ validFrom, validTo, dateRecalled }: Rule<unknown>): string {
  const open = dateRecalled ? '（始期待核 first day open）' : '';
  return `${validFrom} –${validTo === null ? '' : ` ${validTo}`}${open}`;
}

interface Details {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** What a line holds besides its sentence. */
function detailsOf(params: unknown): Details {
  if (has<ClockParams>(params, 'responsible')) return clockDetails(params);
  if (has<ExtensionParams>(params, 'approvedBy')) return extensionDetails(params);
  return { zh: [], en: [] };
}

function has<P extends object>(params: unknown, name: keyof P): params is P {
  return typeof params === 'object' && params !== null && name in params;
}

function clockDetails(params: ClockParams): Details {
  const { period, responsible, startsWith, endsWith, suspendedWhile, neverRoll } = params;
  const whose = RESPONSIBLE_WORDS[responsible];
  const length = sayPeriod(period);
  return {
    zh: [
      `期限：${length.zh}${period.kind === 'DAYS' ? '（两种读法）' : ''}`,
      `自${startsWith.zh}起，至${endsWith.zh}止`,
      `责任：${whose.zh}`,
      ...(suspendedWhile ? [`可以中止：${suspendedWhile.zh}`] : []),
      ...(neverRoll ? ['不顺延'] : []),
    ],
    en: [
      `limit: ${length.en}${period.kind === 'DAYS' ? ' (both readings)' : ''}`,
      `from: ${startsWith.en}; until: ${endsWith.en}`,
      `whose: ${whose.en}`,
      ...(suspendedWhile ? [`may be suspended ${suspendedWhile.en}`] : []),
      ...(neverRoll ? ['never moved'] : []),
    ],
  };
}

function extensionDetails({ of, to, approvedBy }: ExtensionParams): Details {
  const whole = to === null ? { zh: '由批准决定', en: 'as approved' } : sayPeriods(to);
  return {
    zh: [`延长 ${of} 至：${whole.zh}`, `批准：${approvedBy.zh}`],
    en: [`extends ${of} to: ${whole.en}`, `approved by: ${approvedBy.en}`],
  };
}
