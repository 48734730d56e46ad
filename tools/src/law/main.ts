import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { intervalFaults, statuteTables } from '@xianjie/statutes';
import { LAW_PATH, lawDocument } from './document.js';

const USAGE = `npm run law             writes ${LAW_PATH} from the tables of libs/statutes
npm run law -- --check  only compares, and fails where the file differs
Both fail where the intervals of a rule overlap or leave a hole.
Exit code 0: all is well; 1: something is wrong; 2: wrong arguments.`;

function run(check: boolean): number {
  const faults = statuteTables.flatMap(({ rules }) => Object.values(rules).flatMap(intervalFaults));
  if (faults.length > 0) {
    console.error(faults.join('\n'));
    return 1;
  }
  const path = join(process.cwd(), LAW_PATH);
  const wanted = lawDocument();
  const differs = !existsSync(path) || readFileSync(path, 'utf8') !== wanted;
  if (differs && check) {
    console.error(`${LAW_PATH} differs from the tables: run npm run law.`);
    return 1;
  }
  if (differs) writeFileSync(path, wanted);
  console.log(differs ? `Written: ${LAW_PATH}` : `${LAW_PATH} is up to date.`);
  return 0;
}

function args(): { check: boolean } | undefined {
  try {
    const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
    return values.help ? undefined : { check: values.check ?? false };
  } catch {
    return undefined;
  }
}

const given = args();
if (given) process.exitCode = run(given.check);
else {
  console.error(USAGE);
  process.exitCode = process.argv.includes('--help') ? 0 : 2;
}
