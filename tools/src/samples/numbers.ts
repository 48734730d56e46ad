import {
  addDays,
  citizenCheck,
  creditCheck,
  type LocalDate,
  organisationCheck,
  patentCheck,
} from '@xianjie/identifiers';
import type { Random } from './random.js';

/** Synthetic numbers with right check digits; they belong to nobody by intention. */

const BODY = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Credit code of an enterprise (91) or sole trader (92) of an area of six digits. */
export function creditCode(random: Random, area: string): string {
  const body = `MA${random.text(BODY, 6)}`;
  const first = `${random.chance(0.8) ? '91' : '92'}${area}${body}${organisationCheck(body)}`;
  return first + creditCheck(first);
}

/** Of somebody born from 1960 to 2002. */
export function citizenNumber(random: Random, area: string): string {
  const born = addDays('1960-01-01' as LocalDate, random.int(0, 15_000)).replaceAll('-', '');
  const body = `${area}${born}${random.text('0123456789', 3)}`;
  return body + citizenCheck(body);
}

export function phone(random: Random): string {
  return `1${random.pick(['38', '39', '50', '57', '86', '89'])}${random.text('0123456789', 8)}`;
}

/** Canonical number of an application filed in `year` of the type (1, 2, 3, 8, 9); of 8 digits before 2003. */
export function patentNumber(random: Random, year: number, type: number): string {
  const body =
    year < 2003
      ? `${String(year % 100).padStart(2, '0')}${type}${random.text('0123456789', 5)}`
      : `${year}${type}${random.text('0123456789', 7)}`;
  return `${body}.${patentCheck(body)}`;
}

export function sha256(random: Random): string {
  return random.text('0123456789abcdef', 64);
}
