import { readFile } from 'node:fs/promises';
import { Calendar, parseNotice } from '@xianjie/calendar';
import { DomainError, isDomainError } from '@xianjie/errors';
import { Statutes } from '@xianjie/statutes';

/**
 * The official calendar with the notices of these files, each in its turn. Throws DomainError `calendar.notice-invalid` that names
 * the file, or the error of a file that cannot be read.
 */
export async function calendarWith(files: readonly string[]): Promise<Calendar> {
  let calendar = Calendar.official();
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    calendar = naming(file, () => calendar.withNotice(parseNotice(text)));
  }
  return calendar;
}

/** The statutes with the overrides of a JSON file. Throws DomainError `statutes.override-…` that names the file. */
export async function statutesWith(file: string): Promise<Statutes> {
  const text = await readFile(file, 'utf8');
  return naming(file, () => Statutes.withOverrides(parsed(text)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError('invalid', 'statutes.override-invalid', 'it is no JSON', {
      zh: '不是 JSON',
      cause,
    });
  }
}

function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { kind, code, message, zh = message, issues } = error;
    throw new DomainError(kind, code, `${file}: ${message}`, { zh: `${file}：${zh}`, issues });
  }
}
