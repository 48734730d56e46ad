import { z } from 'zod';
import { ruleTable } from '../rule.js';
import { Months } from './months.js';

export interface RepairParams {
  /** Months from the start of the period before which nobody is repaired. */
  readonly minMonths: number;
  /** Whether a public commitment is asked for. */
  readonly commitment: boolean;
  /** Months that must lie between two repairs; null where no such gap is known. */
  readonly betweenMonths: number | null;
}

/** Keys are `<system>_REPAIR_<class>`. */
export const repairs = ruleTable<RepairParams>({
  subject: { zh: '信用修复的条件', en: 'Conditions of repair' },
  chosenBy: { zh: '申请日', en: 'the day of the application' },
  figures: z.strictObject({ minMonths: Months, commitment: z.boolean(), betweenMonths: Months }).partial(),
})({
  SAMR_REPAIR_MINOR: [
    {
      validFrom: '2021-09-01',
      validTo: '2025-12-24',
      params: { minMonths: 3, commitment: true, betweenMonths: null },
      basis: '市场监督管理信用修复管理办法（2021年）',
      certainty: 'RECALLED',
      zh: '通报批评、较低数额罚款：公示满{minMonths}个月',
      en: 'Criticism or a low fine: {minMonths} months shown',
    },
    {
      validFrom: '2025-12-25',
      validTo: null,
      params: { minMonths: 0, commitment: true, betweenMonths: null },
      basis: '市场监督管理信用修复管理办法（2025年）',
      certainty: 'RECALLED',
      zh: '轻微：履行义务后即可申请（最短{minMonths}个月）',
      en: 'Minor: as soon as duties are performed ({minMonths} months)',
    },
  ],
  SAMR_REPAIR_GENERAL: [
    {
      validFrom: '2021-09-01',
      validTo: '2025-12-24',
      params: { minMonths: 6, commitment: true, betweenMonths: null },
      basis: '市场监督管理信用修复管理办法（2021年）',
      certainty: 'RECALLED',
      zh: '其他行政处罚：公示满{minMonths}个月，已纠正、履行义务、消除危害并作出承诺',
      en: 'Other penalties: {minMonths} months shown, corrected, duties done, harm removed, commitment made',
    },
    {
      validFrom: '2025-12-25',
      validTo: null,
      params: { minMonths: 3, commitment: true, betweenMonths: null },
      basis: '市场监督管理信用修复管理办法（2025年）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '一般：满{minMonths}个月，已纠正、履行义务并公开承诺',
      en: 'General: {minMonths} months, corrected and duties done, public commitment',
    },
  ],
  SAMR_REPAIR_SERIOUS: [
    {
      validFrom: '2021-09-01',
      validTo: '2025-12-24',
      params: { minMonths: 12, commitment: true, betweenMonths: null },
      basis: '市场监督管理信用修复管理办法（2021年）',
      certainty: 'RECALLED',
      zh: '食品、药品、特种设备领域：公示满{minMonths}个月',
      en: 'Food, drugs, special equipment: {minMonths} months shown',
    },
    {
      validFrom: '2025-12-25',
      validTo: null,
      params: { minMonths: 12, commitment: true, betweenMonths: null },
      basis: '市场监督管理信用修复管理办法（2025年）',
      certainty: 'RECALLED',
      zh: '严重：满{minMonths}个月，已纠正、履行义务并公开承诺（比照国家发展改革委令第36号）',
      en: 'Serious: {minMonths} months, corrected and duties done, public commitment (as in NDRC Order 36)',
    },
  ],
  CREDIT_CHINA_REPAIR_MINOR: [
    {
      validFrom: '2026-04-01',
      validTo: null,
      params: { minMonths: 0, commitment: true, betweenMonths: null },
      basis: '信用修复管理办法（国家发展改革委令第36号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '轻微：履行义务后即可申请（最短{minMonths}个月）',
      en: 'Minor: as soon as duties are performed ({minMonths} months)',
    },
  ],
  CREDIT_CHINA_REPAIR_GENERAL: [
    {
      validFrom: '2023-05-01',
      validTo: '2026-03-31',
      params: { minMonths: 3, commitment: true, betweenMonths: null },
      basis: '国家发展改革委令第58号',
      certainty: 'RECALLED',
      zh: '满最短公示期{minMonths}个月，已纠正、履行义务并公开承诺',
      en: '{minMonths} months, corrected and duties done, public commitment',
    },
    {
      validFrom: '2026-04-01',
      validTo: null,
      params: { minMonths: 3, commitment: true, betweenMonths: null },
      basis: '信用修复管理办法（国家发展改革委令第36号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '一般：满{minMonths}个月，已纠正、履行义务并公开承诺',
      en: 'General: {minMonths} months, corrected and duties done, public commitment',
    },
  ],
  CREDIT_CHINA_REPAIR_SERIOUS: [
    {
      validFrom: '2023-05-01',
      validTo: '2026-03-31',
      params: { minMonths: 12, commitment: true, betweenMonths: null },
      basis: '国家发展改革委令第58号',
      certainty: 'RECALLED',
      zh: '食品、药品、特种设备、安全生产、消防领域：满{minMonths}个月',
      en: 'Food, drugs, special equipment, work safety, fire: {minMonths} months',
    },
    {
      validFrom: '2026-04-01',
      validTo: null,
      params: { minMonths: 12, commitment: true, betweenMonths: null },
      basis: '信用修复管理办法（国家发展改革委令第36号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '严重：满{minMonths}个月，已纠正、履行义务并公开承诺',
      en: 'Serious: {minMonths} months, corrected and duties done, public commitment',
    },
  ],
  CNIPA_REPAIR_DISHONEST_ACT: [
    {
      validFrom: '2022-01-24',
      validTo: null,
      params: { minMonths: 6, commitment: true, betweenMonths: 12 },
      basis: '知识产权信用管理规定（国知发保字〔2022〕8号）',
      certainty: 'RECALLED',
      zh: '认定满{minMonths}个月，已纠正、履行义务、消除影响、未再发生；距上次修复不足{betweenMonths}个月或弄虚作假的，不予修复',
      en: '{minMonths} months after recognition, corrected, duties done, effects removed, no new act; not within {betweenMonths} months of the last repair, nor after fraud',
    },
  ],
});

export interface ListTermParams {
  readonly months: number;
  /** The longest term where it is prolonged; null where it is not. */
  readonly maxMonths: number | null;
  /** Months after which removal may be asked for; null where the rules of repair say when. */
  readonly removalAfterMonths: number | null;
}

export const listTerms = ruleTable<ListTermParams>({
  subject: { zh: '失信行为与名单的期限', en: 'Terms of dishonest acts and lists' },
  chosenBy: { zh: '认定或列入之日', en: 'the day of recognition or listing' },
  figures: z.strictObject({ months: Months, maxMonths: Months, removalAfterMonths: Months }).partial(),
})({
  CNIPA_DISHONEST_ACT: [
    {
      validFrom: '2022-01-24',
      validTo: null,
      params: { months: 12, maxMonths: 36, removalAfterMonths: null },
      basis: '知识产权信用管理规定（国知发保字〔2022〕8号）',
      certainty: 'RECALLED',
      zh: '自认定文书作出之日起{months}个月；期内再次发生的顺延，最长{maxMonths}个月',
      en: '{months} months from the recognition document; a repeat within the term prolongs it, to {maxMonths} months at most',
    },
  ],
  SAMR_SERIOUS_LIST: [
    {
      validFrom: '2021-09-01',
      validTo: null,
      params: { months: 36, maxMonths: null, removalAfterMonths: 12 },
      basis: '国家市场监督管理总局令第44号',
      certainty: 'RECALLED',
      zh: '列入严重违法失信名单{months}个月；满{removalAfterMonths}个月可申请提前移出',
      en: 'On the list of serious violations for {months} months; removal on application after {removalAfterMonths} months',
    },
  ],
});
