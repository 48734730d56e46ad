import {
  type Checked,
  checkCitizenNumber,
  checkCreditCode,
  checkIpc,
  checkLocarno,
  checkOrganisationCode,
  checkPatentNumber,
  checkPublicationNumber,
  patentCheck,
  readCitizenNumber,
  readPatentNumber,
  type Refusal,
} from '@xianjie/identifiers';
import type { Evaluate } from '../kind.js';
import { dayOf, type Fields, oneOf, optional, textOf } from '../fields.js';

/** Valid only where both check characters fit; a code of the pilots is to be accepted all the same. */
export const uscc: Evaluate = (fields) => {
  const checked = checkCreditCode(textOf(fields, 'value'));
  if (!checked.ok) return { ...refused(checked.refusal), verdict: 'REJECT' };
  if (!checked.pilot) return { valid: true, verdict: 'ACCEPT', canonical: checked.value };
  return { valid: false, verdict: 'ACCEPT_WITH_FLAG', canonical: checked.value, why: PILOT };
};

const PILOT = {
  en: 'Issued in an early pilot (characters 9-10 are M0): valid in law though the check character does not fit',
  zh: '早期试点代码（第9至10位为M0）：校验码不符，但依法有效',
};

export const orgCode: Evaluate = (fields) => answer(checkOrganisationCode(textOf(fields, 'value')));

/** The sex is told of a refused number, too, as long as it has the form of one. `asOf` is today where it is left out. */
export const idCard: Evaluate = (fields, { today }) => {
  const value = textOf(fields, 'value');
  const checked = checkCitizenNumber(value, optional(dayOf, fields, 'asOf') ?? today());
  const read = readCitizenNumber(value);
  return { ...answer(checked), ...(read.ok ? { sex: read.sex } : {}) };
};

/** Of a refused number the type, the year and the form that its digits would have are told, too, where they say so. */
export const patentNumber: Evaluate = (fields) => {
  const value = textOf(fields, 'value');
  const read = readPatentNumber(value);
  if (!read.ok) return refused(read.refusal);
  const { body, type, year } = read;
  const told = { canonical: `${body}.${patentCheck(body)}`, type, year };
  const checked = checkPatentNumber(value);
  if (!checked.ok) return { ...refused(checked.refusal), ...told };
  return { valid: true, ...told, checkComputed: checked.checkComputed };
};

export const publicationNumber: Evaluate = (fields) =>
  answer(checkPublicationNumber(textOf(fields, 'value')));

const schemeOf = oneOf(['IPC', 'LOCARNO']);

export const classification: Evaluate = (fields: Fields) => {
  const check = schemeOf(fields, 'scheme') === 'IPC' ? checkIpc : checkLocarno;
  return answer(check(textOf(fields, 'value')));
};

function answer(checked: Checked<{ value: string }>) {
  return checked.ok ? { valid: true, canonical: checked.value } : refused(checked.refusal);
}

function refused({ rule, at, message, zh }: Refusal) {
  return { valid: false, rule, at, why: { en: message, zh } };
}
