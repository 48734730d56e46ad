import { z } from 'zod';
import { ruleTable } from '../rule.js';
import { Months } from './months.js';

/** How long a penalty is shown. */
export interface PublicationParams {
  readonly publish: boolean;
  readonly minMonths?: number;
  readonly maxMonths?: number;
  /** The longest period where it is published although as a rule it is not. */
  readonly ifPublishedMaxMonths?: number;
  /** Whether the showing may end early on application. */
  readonly earlyStopAllowed?: boolean;
  /** What the period runs from. */
  readonly runsFrom: 'PUBLICATION' | 'DECISION';
}

/** Keys are `<system>_PUBLICATION_<penalty>`. */
export const publicationPeriods = ruleTable<PublicationParams>({
  subject: { zh: '行政处罚信息的公示期', en: 'How long a penalty is shown' },
  chosenBy: { zh: '处罚决定日', en: 'the day of the decision' },
  figures: z.strictObject({ minMonths: Months, maxMonths: Months, ifPublishedMaxMonths: Months }).partial(),
})({
  SAMR_PUBLICATION_WARNING_ONLY: [
    {
      validFrom: '2021-09-01',
      validTo: '2025-12-24',
      params: { publish: false, runsFrom: 'PUBLICATION' },
      basis: '国家市场监督管理总局令第45号',
      certainty: 'VERIFIED',
      zh: '仅受到警告的，不予公示',
      en: 'A mere warning is not published',
    },
  ],
  SAMR_PUBLICATION_LOWER_FINE_ONLY: [
    {
      validFrom: '2021-09-01',
      validTo: '2025-12-24',
      params: { publish: true, maxMonths: 3, runsFrom: 'PUBLICATION' },
      basis: '国家市场监督管理总局令第45号',
      certainty: 'VERIFIED',
      zh: '仅受到通报批评或者较低数额罚款的，自公示之日起届满{maxMonths}个月停止公示',
      en: 'Criticism or a low fine only: shown until {maxMonths} months after publication',
    },
  ],
  SAMR_PUBLICATION_FINE: [
    {
      validFrom: '2021-09-01',
      validTo: '2025-12-24',
      params: { publish: true, maxMonths: 36, earlyStopAllowed: true, runsFrom: 'PUBLICATION' },
      basis: '国家市场监督管理总局令第45号',
      certainty: 'VERIFIED',
      zh: '其他行政处罚自公示之日起届满{maxMonths}个月停止公示；履行义务、消除危害、未再违法且未列入其他名单的，可以申请提前停止',
      en: 'Others: shown until {maxMonths} months after publication; ends early on application if duties are done, harm removed, nothing repeated and no other list holds the party',
    },
  ],
  SAMR_PUBLICATION_SUSPENSION_OF_BUSINESS: [
    {
      validFrom: '2021-09-01',
      validTo: '2025-12-24',
      params: { publish: true, maxMonths: 36, earlyStopAllowed: false, runsFrom: 'PUBLICATION' },
      basis: '国家市场监督管理总局令第45号',
      certainty: 'VERIFIED',
      zh: '责令停产停业、限制开展生产经营活动、吊销许可证件等，公示{maxMonths}个月，限制期更长的从其期限，不得提前停止',
      en: 'Suspension, restriction of business, revocation and their like: {maxMonths} months, longer where the restriction is longer; never ends early',
    },
  ],
  SAMR_PUBLICATION_MINOR: [
    {
      validFrom: '2025-12-25',
      validTo: null,
      params: { publish: false, ifPublishedMaxMonths: 3, runsFrom: 'DECISION' },
      basis: '市场监督管理信用修复管理办法（2025年）',
      certainty: 'RECALLED',
      zh: '轻微：不公示；确需公示的，最长{ifPublishedMaxMonths}个月（比照国家发展改革委令第36号）',
      en: 'Minor: not published; if needed, at most {ifPublishedMaxMonths} months (as in NDRC Order 36)',
    },
  ],
  SAMR_PUBLICATION_GENERAL: [
    {
      validFrom: '2025-12-25',
      validTo: null,
      params: { publish: true, minMonths: 3, maxMonths: 12, runsFrom: 'DECISION' },
      basis: '市场监督管理信用修复管理办法（2025年）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '一般：最短{minMonths}个月，最长{maxMonths}个月',
      en: 'General: {minMonths} to {maxMonths} months',
    },
  ],
  SAMR_PUBLICATION_SERIOUS: [
    {
      validFrom: '2025-12-25',
      validTo: null,
      params: { publish: true, minMonths: 12, maxMonths: 36, runsFrom: 'DECISION' },
      basis: '市场监督管理信用修复管理办法（2025年）',
      certainty: 'RECALLED',
      zh: '严重：最短{minMonths}个月，最长{maxMonths}个月（比照国家发展改革委令第36号）',
      en: 'Serious: {minMonths} to {maxMonths} months (as in NDRC Order 36)',
    },
  ],
  CREDIT_CHINA_PUBLICATION_SIMPLE_PROCEDURE: [
    {
      validFrom: '2023-05-01',
      validTo: '2026-03-31',
      params: { publish: false, runsFrom: 'DECISION' },
      basis: '国家发展改革委令第58号',
      certainty: 'RECALLED',
      zh: '简易程序的处罚和警告不予公示',
      en: 'Penalties of the simple procedure and warnings are not published',
    },
  ],
  CREDIT_CHINA_PUBLICATION_FINE_GENERAL: [
    {
      validFrom: '2023-05-01',
      validTo: '2026-03-31',
      params: { publish: true, minMonths: 3, maxMonths: 36, runsFrom: 'DECISION' },
      basis: '国家发展改革委令第58号',
      certainty: 'RECALLED',
      zh: '最短公示期{minMonths}个月，最长{maxMonths}个月',
      en: '{minMonths} to {maxMonths} months',
    },
  ],
  CREDIT_CHINA_PUBLICATION_FINE_FOOD_DRUG_SAFETY: [
    {
      validFrom: '2023-05-01',
      validTo: '2026-03-31',
      params: { publish: true, minMonths: 12, maxMonths: 36, runsFrom: 'DECISION' },
      basis: '国家发展改革委令第58号',
      certainty: 'RECALLED',
      zh: '食品、药品、特种设备、安全生产、消防领域最短公示期{minMonths}个月，最长{maxMonths}个月',
      en: 'Food, drugs, special equipment, work safety, fire: {minMonths} to {maxMonths} months',
    },
  ],
  CREDIT_CHINA_PUBLICATION_MINOR: [
    {
      validFrom: '2026-04-01',
      validTo: null,
      params: { publish: false, ifPublishedMaxMonths: 3, runsFrom: 'DECISION' },
      basis: '信用修复管理办法（国家发展改革委令第36号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '轻微（简易程序、警告、通报批评）：不公示；确需公示的，最长{ifPublishedMaxMonths}个月',
      en: 'Minor (simple procedure, warning, criticism): not published; if needed, at most {ifPublishedMaxMonths} months',
    },
  ],
  CREDIT_CHINA_PUBLICATION_GENERAL: [
    {
      validFrom: '2026-04-01',
      validTo: null,
      params: { publish: true, minMonths: 3, maxMonths: 12, runsFrom: 'DECISION' },
      basis: '信用修复管理办法（国家发展改革委令第36号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '一般（较大数额罚款、没收）：最短{minMonths}个月，最长{maxMonths}个月，自决定文书作出之日起算',
      en: 'General (larger fines, confiscation): {minMonths} to {maxMonths} months from the date of the decision document',
    },
  ],
  CREDIT_CHINA_PUBLICATION_SERIOUS: [
    {
      validFrom: '2026-04-01',
      validTo: null,
      params: { publish: true, minMonths: 12, maxMonths: 36, runsFrom: 'DECISION' },
      basis: '信用修复管理办法（国家发展改革委令第36号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '严重（巨额罚款、吊销许可证、限制从业）：最短{minMonths}个月，最长{maxMonths}个月，自决定文书作出之日起算',
      en: 'Serious (very large fines, revocation, restriction of business or profession): {minMonths} to {maxMonths} months from the date of the decision document',
    },
  ],
});
