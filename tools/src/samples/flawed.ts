import { addDays, type LocalDate } from '@xianjie/identifiers';
import type { SampleLead } from './leads.js';

/** A line of the file, and the rule it is meant to break; undefined where it is right. */
export interface SampleLine {
  readonly text: string;
  readonly breaks?: string;
  readonly repeats?: boolean;
}

/** A character of `text` at `index` replaced so that a check digit no longer fits. */
function spoil(text: string, index: number): string {
  const digit = Number(text.at(index));
  const other = Number.isInteger(digit) ? String((digit + 1) % 10) : '1';
  const at = index < 0 ? text.length + index : index;
  return text.slice(0, at) + other + text.slice(at + 1);
}

type Flaw = readonly [rule: string, make: (lead: SampleLead, until: string) => unknown];

const withSubject = (lead: SampleLead, subject: object) => ({ ...lead, subject });

/** Each with the rule that names it. */
const flaws: readonly Flaw[] = [
  ['patent-number.check-character', (lead) => ({ ...lead, patentNumber: 'ZL202310123456.7' })],
  ['patent-number.length', (lead) => ({ ...lead, patentNumber: 'ZL20231012345' })],
  ['patent-number.year', (lead) => ({ ...lead, patentNumber: '198510000101.1' })],
  [
    'credit-code.check-character',
    (lead) =>
      withSubject(lead, {
        kind: 'ORGANISATION',
        name: '杭州某某科技有限公司',
        creditCode: spoil('91330106MA2YYTX068', -1),
      }),
  ],
  [
    'credit-code.character',
    (lead) =>
      withSubject(lead, {
        kind: 'ORGANISATION',
        name: '宁波某某电器有限公司',
        creditCode: '9133O106MA2YYTX068',
      }),
  ],
  [
    'credit-code.length',
    (lead) =>
      withSubject(lead, {
        kind: 'ORGANISATION',
        name: '佛山某某照明有限公司',
        creditCode: '91330106MA2YYTX06',
      }),
  ],
  [
    'citizen-number.check-character',
    (lead) => withSubject(lead, { kind: 'PERSON', name: '张三', citizenNumber: '110105194912310021' }),
  ],
  [
    'citizen-number.birth-date',
    (lead) => withSubject(lead, { kind: 'PERSON', name: '李四', citizenNumber: '330106180102291015' }),
  ],
  ['local-date.no-such-day', (lead) => ({ ...lead, actOn: '2026-02-30' })],
  ['lead.act-in-future', (lead) => ({ ...lead, actOn: '2099-01-01' })],
  ['division.unknown', (lead) => ({ ...lead, areaCode: '990106' })],
  ['unknown-field', (lead) => ({ ...lead, urgency: 'high' })],
  ['required', ({ goods: _goods, ...lead }) => lead],
  ['invalid-value', (lead) => ({ ...lead, actType: 'MISCHIEF' })],
];

/** Right lines with some repeats, wrong ones and one number used twice mixed in; the same for the same leads. */
export function withFlaws(leads: readonly SampleLead[], until: string): SampleLine[] {
  const lines: SampleLine[] = [];
  const gap = Math.floor(leads.length / (flaws.length + 1));
  leads.forEach((lead, index) => {
    lines.push({ text: JSON.stringify(lead) });
    const flaw = index % gap === gap - 1 ? flaws[Math.floor(index / gap)] : undefined;
    if (flaw) lines.push(flawed(flaw, lead, until));
    if (index % 40 === 25) lines.push({ text: JSON.stringify(retyped(lead)), repeats: true });
  });
  const first = leads[0];
  if (first)
    lines.push({
      text: JSON.stringify({ ...first, goods: '另一种商品', actOn: addDays(until as LocalDate, -1) }),
      breaks: 'lead.number-used',
    });
  lines.push({ text: '{"submitter":"ip-zhejiang","externalNo":"浙知线-半行', breaks: 'line.malformed' });
  return lines;
}

function flawed([breaks, make]: Flaw, lead: SampleLead, until: string): SampleLine {
  const own = { ...lead, externalNo: `${lead.externalNo}-X` };
  return { text: JSON.stringify(make(own, until)), breaks };
}

/** The same lead as somebody else would type it: other order of fields, other spelling of the number. */
function retyped({ patentNumber, ...lead }: SampleLead): SampleLead {
  const number = String(patentNumber).replace(/\s/g, '').toLowerCase();
  return { patentNumber: number, ...lead } as unknown as SampleLead;
}
