import { Calendar, dueDates, periodKinds } from '@xianjie/calendar';
import { isDomainError } from '@xianjie/errors';
import { badField, dayOf, oneOf, textOf, wholeNumberOf } from '../fields.js';
import type { Evaluate } from '../kind.js';

export const workday: Evaluate = (fields, { calendar = Calendar.official() }) => {
  const date = dayOf(fields, 'date');
  return { date, workday: calendar.isWorkday(date) };
};

const periodOf = oneOf(periodKinds);

export const deadlines: Evaluate = (fields, { calendar = Calendar.official() }) => {
  const start = textOf(fields, 'start');
  const period = { kind: periodOf(fields, 'period'), n: wholeNumberOf(fields, 'n') };
  try {
    return dueDates(calendar, start, period);
  } catch (error) {
    throw isDomainError(error) ? inItsField(error) : error;
  }
};

/** A start or a count that the rule refuses is a wrong field; a day that is not loaded is not. */
function inItsField(error: { code: string; message: string; zh: string | undefined }): unknown {
  const { code, message, zh = message } = error;
  if (code === 'period.invalid') return badField('n', code, message, zh);
  return code.startsWith('calendar.') ? error : badField('start', code, message, zh);
}
