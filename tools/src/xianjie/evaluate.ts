import { open } from 'node:fs/promises';
import type { Calendar } from '@xianjie/calendar';
import { isDomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { evaluateStream } from '../evaluate/evaluate-stream.js';
import { Evaluator } from '../evaluate/evaluator.js';
import type { Command, Invocation } from './command.js';
import { ExitCode, UsageError } from './exit-code.js';
import type { Output } from './output.js';

export const evaluateCommands: readonly Command[] = [
  {
    words: ['evaluate'],
    operands: '[FILE|-]',
    about: `answers each line of an NDJSON file (or of standard input) by the rules of law, in order, without a server;
      see docs/evaluate.md. XIANJIE_CALENDAR=FILE,… names notices with the working days of years this release does not hold.
      Exit code 1 where a line could not be answered`,
    takes: [0, 1],
    run: evaluate,
  },
];

const READ_AT_ONCE = 256 * 1024;

function evaluate({ operands: [file], output }: Invocation): Promise<ExitCode> {
  return evaluateFile(file, output);
}

/** Answers the lines of a file, of standard input for `-` or none, on standard output. */
export async function evaluateFile(file = '-', output: Output): Promise<ExitCode> {
  const notices = (process.env['XIANJIE_CALENDAR'] ?? '').split(',').flatMap((name) => name.trim() || []);
  const calendar = notices.length > 0 ? await calendarOf(notices) : undefined;
  const source =
    file === '-' ? process.stdin : (await open(file)).createReadStream({ highWaterMark: READ_AT_ONCE });
  const evaluator = new Evaluator({ today: todayInChina, calendar });
  const { answered, refused } = await evaluateStream(source, process.stdout, evaluator);
  if (refused === 0) return ExitCode.ok;
  output.warn(`${refused} of ${answered + refused} lines could not be answered`);
  return ExitCode.refused;
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

function todayInChina(): LocalDate {
  return new Date(Date.now() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10) as LocalDate;
}

/** A notice that cannot be used is a wrong setting: nothing is answered by half of it. */
async function calendarOf(notices: readonly string[]): Promise<Calendar> {
  const { calendarWith } = await import('../evaluate/notices.js');
  try {
    return await calendarWith(notices);
  } catch (error) {
    throw isDomainError(error) ? new UsageError(`XIANJIE_CALENDAR: ${error.message}`) : error;
  }
}
