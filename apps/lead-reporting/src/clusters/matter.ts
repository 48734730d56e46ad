import { addDays, type LocalDate } from '@xianjie/identifiers';
import type { Lead } from '../leads/lead.js';

/** What two leads may have in common, the strongest first. */
export const matchKeys = [
  'CREDIT_CODE',
  'CITIZEN_NUMBER',
  'SHOP',
  'NAME',
  'PATENT',
  'ACT_TYPE',
  'PERIOD',
  'PLATFORM',
] as const;
export type MatchKey = (typeof matchKeys)[number];

/** What each is worth; together at most 100. No sum without the party reaches `LEAST_SCORE`. */
const POINTS: Readonly<Record<MatchKey, number>> = {
  CREDIT_CODE: 50,
  CITIZEN_NUMBER: 50,
  SHOP: 50,
  NAME: 30,
  PATENT: 25,
  ACT_TYPE: 10,
  PERIOD: 10,
  PLATFORM: 5,
};
export const LEAST_SCORE = 60;
/** Acts further apart are different matters. */
export const PERIOD_DAYS = 90;

/** What of a lead says which matter it is about. */
export interface Matter {
  readonly leadId: string;
  readonly submitter: string;
  readonly creditCode: string | null;
  readonly citizenHash: string | null;
  /** Platform and shop id. */
  readonly shop: string | null;
  /** Without spaces, punctuation and legal form; null where nothing is left. */
  readonly name: string | null;
  /** Of the shop, or where the goods were seen. */
  readonly platform: string | null;
  readonly patentNumber: string | null;
  readonly actType: string;
  readonly actOn: LocalDate;
}

export type MatterColumns = Pick<
  Lead,
  | 'id'
  | 'submitter'
  | 'creditCode'
  | 'citizenHash'
  | 'subject'
  | 'origin'
  | 'patentNumber'
  | 'actType'
  | 'actOn'
>;

export function matterOf(lead: MatterColumns): Matter {
  const { id, submitter, creditCode, citizenHash, subject, origin, patentNumber, actType, actOn } = lead;
  const seenOn = origin.source === 'E_COMMERCE' ? origin.platform : null;
  const platform = folded(subject.kind === 'SHOP' ? subject.platform : (seenOn ?? ''));
  const shop = subject.kind === 'SHOP' ? `${platform ?? ''}/${subject.shopId.trim()}` : null;
  return {
    leadId: id,
    submitter,
    creditCode,
    citizenHash,
    shop,
    name: normalName(subject.name),
    platform,
    patentNumber,
    actType,
    actOn,
  };
}

/** Whether a corrected lead is still about the same, as far as clusters look. */
export function sameMatter(a: MatterColumns, b: MatterColumns): boolean {
  return JSON.stringify(matterOf(a)) === JSON.stringify(matterOf(b));
}

const LEGAL_FORM = /(股份有限公司|有限责任公司|有限公司)$/u;

/** A name as far as it tells parties apart: width, case, spaces, punctuation and the legal form do not count. */
export function normalName(name: string): string | null {
  const text = folded(name) ?? '';
  return text.replace(LEGAL_FORM, '') || text || null;
}

const folded = (text: string): string | null =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{S}\p{C}]/gu, '') || null;

/** What two leads have in common, and what that is worth. */
export interface Match {
  readonly keys: readonly MatchKey[];
  readonly score: number;
}

/** Why two leads look like the same matter, or null where they do not. The same both ways round. */
export function compare(a: Matter, b: Matter): Match | null {
  if (a.actType !== b.actType || differ(a.patentNumber, b.patentNumber) || farApart(a.actOn, b.actOn))
    return null;
  const sameShop = same(a.shop, b.shop);
  const otherParty = differ(a.creditCode, b.creditCode) || differ(a.citizenHash, b.citizenHash);
  if (otherParty && !sameShop) return null;
  const common: Readonly<Record<MatchKey, boolean>> = {
    CREDIT_CODE: same(a.creditCode, b.creditCode),
    CITIZEN_NUMBER: same(a.citizenHash, b.citizenHash),
    SHOP: sameShop,
    NAME: same(a.name, b.name),
    PATENT: same(a.patentNumber, b.patentNumber),
    ACT_TYPE: true,
    PERIOD: true,
    PLATFORM: same(a.platform, b.platform),
  };
  const keys = matchKeys.filter((key) => common[key]);
  const score = Math.min(
    100,
    keys.reduce((sum, key) => sum + POINTS[key], 0),
  );
  return score >= LEAST_SCORE ? { keys, score } : null;
}

const same = (a: string | null, b: string | null): boolean => a !== null && a === b;
/** Both known, and not the same. */
const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;
const farApart = (a: LocalDate, b: LocalDate): boolean =>
  b < addDays(a, -PERIOD_DAYS) || b > addDays(a, PERIOD_DAYS);

/**
 * Under which words a matter is looked for: leads that `compare` finds alike have at least one in common. A patent is part of a word
 * only where the name alone would be too weak, so that a lead that names none still meets one that does.
 */
export function wordsOf({ creditCode, citizenHash, shop, name, patentNumber, actType }: Matter): string[] {
  return [
    ...(creditCode ? [`credit/${creditCode}/${actType}`] : []),
    ...(citizenHash ? [`citizen/${citizenHash}/${actType}`] : []),
    ...(shop ? [`shop/${shop}/${actType}`] : []),
    ...(name && patentNumber ? [`name/${name}/${patentNumber}/${actType}`] : []),
  ];
}
