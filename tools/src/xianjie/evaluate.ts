import { open } from 'node:fs/promises';
import { isDomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { evaluateStream } from '../evaluate/evaluate-stream.js';
import { Evaluator } from '../evaluate/evaluator.js';
import type { Context } from '../evaluate/kind.js';
import type { Command, Invocation } from './command.js';
import { ExitCode, UsageError } from './exit-code.js';
import type { Output } from './output.js';

export const evaluateCommands: readonly Command[] = [
  {
    words: ['evaluate'],
    operands: '[FILE|-]',
    about: `answers each line of an NDJSON file (or of standard input) by the rules of law, in order, without a server; see
      docs/evaluate.md. Exit code 1 where a line could not be answered.
      XIANJIE_CALENDAR=FILE,…   notices with the working days of years that this release does not hold
      XIANJIE_STATUTES=FILE     figures in place of recalled ones`,
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
  const evaluator = new Evaluator({ today: todayInChina, ...(await lawOf(process.env)) });
  const source =
    file === '-' ? process.stdin : (await open(file)).createReadStream({ highWaterMark: READ_AT_ONCE });
  const { answered, refused } = await evaluateStream(source, process.stdout, evaluator);
  if (refused === 0) return ExitCode.ok;
  output.warn(`${refused} of ${answered + refused} lines could not be answered`);
  return ExitCode.refused;
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

function todayInChina(): LocalDate {
  return new Date(Date.now() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10) as LocalDate;
}

/** The calendar and the statutes where settings say more than this release. One that cannot be used is a wrong setting. */
async function lawOf(env: NodeJS.ProcessEnv): Promise<Pick<Context, 'calendar' | 'statutes'>> {
  const notices = (env['XIANJIE_CALENDAR'] ?? '').split(',').flatMap((name) => name.trim() || []);
  const overrides = env['XIANJIE_STATUTES']?.trim();
  if (notices.length === 0 && !overrides) return {};
  const { calendarWith, statutesWith } = await import('../evaluate/law-files.js');
  try {
    const calendar = await calendarWith(notices);
    return overrides ? { calendar, statutes: await statutesWith(overrides) } : { calendar };
  } catch (error) {
    throw isDomainError(error) ? new UsageError(error.message) : error;
  }
}
