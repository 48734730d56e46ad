import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stack/paths.js';
import type { Score, Survivor } from './score.js';
import type { Workshop } from './workshop.js';

/** Lets Stryker alter conditions, operators, texts and blocks of the library, one at a time. Throws where it cannot. */
export async function alterLogic(workshop: Workshop): Promise<Score> {
  const { folder, library } = workshop;
  writeFileSync(join(folder, 'stryker.config.json'), JSON.stringify(configOf(workshop), null, 2));
  const program = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const child = spawn(process.execPath, [program, 'run'], { cwd: folder, stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Stryker ended with ${code} for ${library}`);
  return scoreOf(library, JSON.parse(readFileSync(join(folder, REPORT), 'utf8')) as Report);
}

/** Files of nothing but days are for the other pass. */
const isData = (file: string): boolean => file.includes('/src/data/');

const REPORT = 'report.json';

const configOf = ({ files }: Workshop) => ({
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: {
    projectType: 'custom',
    configFile: 'jest.config.mjs',
    config: { testEnvironment: 'node' }, // into which Stryker mixes its own
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Tests load the library anew for each mutant, and what they loaded is never let go.
  maxTestRunnerReuse: 60,
  // A slow machine is no reason to call a mutant noticed.
  timeoutMS: 20_000,
  timeoutFactor: 4,
  inPlace: true,
  mutate: files.filter((file) => !isData(file)),
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: REPORT },
  allowConsoleColors: false,
});

/** The part that is read of a report in the mutation-testing schema. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const NOTICED = new Set(['Killed', 'Timeout']);
const UNNOTICED = new Set(['Survived', 'NoCoverage']);

export function scoreOf(library: string, { files }: Report): Score {
  const all = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ file, source, mutant })),
  );
  return {
    pass: 'logic',
    library,
    killed: all.filter(({ mutant }) => NOTICED.has(mutant.status)).length,
    survivors: all
      .filter(({ mutant }) => UNNOTICED.has(mutant.status))
      .map(({ file, source, mutant }) => survivor(file, source, mutant)),
  };
}

function survivor(file: string, source: string, { mutatorName, replacement, location }: Mutant): Survivor {
  const original = textAt(source, location.start, location.end);
  const change = `${mutatorName}: ${oneLine(original)} → ${oneLine(replacement ?? '?')}`;
  return { file, line: location.start.line, change };
}

/** Lines and columns count from 1. */
function textAt(source: string, start: Place, end: Place): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join('\n');
}

const LONGEST = 90;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
}
