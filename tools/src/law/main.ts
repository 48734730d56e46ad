import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { intervalFaults, statuteTables } from '@xianjie/statutes';
import { LAW_PATH, lawDocument } from './document.js';
import { TRANSFER_PATH, transferDocument } from './transfer-document.js';

const USAGE = `npm run law             writes ${LAW_PATH} and ${TRANSFER_PATH} from the tables of libs/statutes
npm run law -- --check  only compares, and fails where a file differs
Both fail where the intervals of a rule overlap or leave a hole.
Exit code 0: all is well; 1: something is wrong; 2: wrong arguments.`;

function run(check: boolean): number {
  const faults = statuteTables.flatMap(({ rules }) => Object.values(rules).flatMap(intervalFaults));
  if (faults.length > 0) {
    console.error(faults.join('\n'));
    return 1;
  }
  const upToDate = [keep(LAW_PATH, lawDocument(), check), keep(TRANSFER_PATH, transferDocument(), check)];
  return upToDate.every(Boolean) ? 0 : 1;
}

/** Writes the file where it differs, or only says so; answers whether it is as wanted then. */
function keep(name: string, wanted: string, check: boolean): boolean {
  const path = join(process.cwd(), name);
  const differs = !existsSync(path) || readFileSync(path, 'utf8') !== wanted;
  if (differs && check) {
    console.error(`${name} differs from the tables: run npm run law.`);
    return false;
  }
  if (differs) writeFileSync(path, wanted);
  console.log(differs ? `Written: ${name}` : `${name} is up to date.`);
  return true;
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
