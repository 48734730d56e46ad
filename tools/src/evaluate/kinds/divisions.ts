import { checkDivisionCode } from '@xianjie/divisions';
import { dayOf, optional, textOf } from '../fields.js';
import type { Evaluate } from '../kind.js';

/** In force on `asOf`; without it in the newest list. `form` tells what `level` leaves out, such as counties directly below a province. */
export const code: Evaluate = (fields) => {
  const checked = checkDivisionCode(textOf(fields, 'code'), optional(dayOf, fields, 'asOf'));
  if (!checked.ok) {
    const { rule, at, message, zh } = checked.refusal;
    return { valid: false, rule, at, why: { en: message, zh } };
  }
  const { value, division, sure } = checked;
  const { name, fullName, level, form, parent, validFrom, validTo, successors, certainty } = division;
  const told = { name, fullName, level, form, parent, validFrom, validTo, successors, certainty };
  return { valid: true, canonical: value, ...told, sure };
};
