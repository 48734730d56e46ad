import { readFile } from 'node:fs/promises';
import { Calendar, parseNotice } from '@xianjie/calendar';
import { DomainError, isDomainError } from '@xianjie/errors';

/**
 * The official calendar with the notices of these files, each in its turn. Throws DomainError `calendar.notice-invalid` that names
 * the file, or the error of a file that cannot be read.
 */
export async function calendarWith(files: readonly string[]): Promise<Calendar> {
  let calendar = Calendar.official();
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    try {
      calendar = calendar.withNotice(parseNotice(text));
    } catch (error) {
      throw isDomainError(error) ? named(file, error) : error;
    }
  }
  return calendar;
}

function named(file: string, { kind, code, message, zh = message, issues }: DomainError): DomainError {
  return new DomainError(kind, code, `${file}: ${message}`, { zh: `${file}：${zh}`, issues });
}
