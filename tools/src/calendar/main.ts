import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stack/paths.js';
import { readPackage } from './package-days.js';
import { rendered } from './rendered.js';
import { doubts, yearsOf } from './years.js';

const HELP = `npm run calendar             writes the working days of libs/calendar from the package chinese-days
npm run calendar -- --check  only compares, and fails where the file differs

Exit codes: 0 done, 1 the package's days cannot be right or the file differs, 2 wrong arguments.`;

const FILE = 'libs/calendar/src/data/official-years.ts';

async function main(args: readonly string[]): Promise<number> {
  const [option, ...more] = args;
  if (more.length > 0 || ![undefined, '--check', '--help', '-h'].includes(option)) {
    console.error(HELP);
    return 2;
  }
  if (option === '--help' || option === '-h') {
    console.log(HELP);
    return 0;
  }
  const years = yearsOf(readPackage());
  const problems = doubts(years);
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : write(await rendered(years), option === '--check');
}

function write(text: string, onlyCheck: boolean): number {
  const file = join(root, FILE);
  if (!onlyCheck) writeFileSync(file, text);
  const same = readFileSync(file, 'utf8') === text;
  if (same) console.log(`${FILE} is up to date`);
  else console.error(`${FILE} differs; run npm run calendar`);
  return same ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
