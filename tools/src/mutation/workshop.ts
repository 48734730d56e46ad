import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../stack/paths.js';
import type { Subject } from './subjects.js';

/** A copy of one project and of the libraries it stands on, where its code may be altered and its tests run. */
export interface Workshop {
  readonly folder: string;
  readonly library: string;
  /** The files that are altered, as paths below the folder. */
  readonly files: readonly string[];
  close(): void;
}

/** Property tests try so many cases for each mutant; in `npm test` they try ten thousand. */
const FEW_CASES = 100;

export function openWorkshop(subject: Subject): Workshop {
  const { name, place } = subject;
  const folder = mkdtempSync(join(tmpdir(), `xianjie-mutation-${name}-`));
  for (const each of withDependencies(place)) copyProject(each, folder);
  for (const each of ['node_modules', 'samples']) symlinkSync(join(root, each), join(folder, each));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  write('package.json', '{ "private": true, "type": "module" }\n');
  write('jest.config.mjs', jestConfig(place));
  write('few-cases.mjs', fewCases());
  write('first-failure.mjs', FIRST_FAILURE);
  const sources = readdirSync(join(folder, place, 'src'), { recursive: true, encoding: 'utf8' });
  write(join(place, 'every.suite.ts'), everyTest(subject.tests ?? sources.filter(isTest)));
  const files = (subject.files ?? sources.filter(isCode)).map((file) => join(place, 'src', file));
  return { folder, library: name, files, close: () => rmSync(folder, { recursive: true, force: true }) };
}

function withDependencies(place: string, known = new Set<string>()): Set<string> {
  if (known.has(place)) return known;
  known.add(place);
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    if (name.startsWith('@xianjie/')) withDependencies(`libs/${name.slice('@xianjie/'.length)}`, known);
  }
  return known;
}

function copyProject(place: string, folder: string): void {
  const [from, to] = [join(root, place), join(folder, place)];
  mkdirSync(to, { recursive: true });
  cpSync(join(from, 'src'), join(to, 'src'), { recursive: true });
  cpSync(join(from, 'package.json'), join(to, 'package.json'));
  const own = join(from, 'node_modules');
  if (existsSync(own)) symlinkSync(own, join(to, 'node_modules'));
}

const isTest = (file: string): boolean => file.endsWith('.spec.ts') && !file.endsWith('.int.spec.ts');
const isSlow = (file: string): boolean => file.endsWith('properties.spec.ts');
const isCode = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.spec.ts');

/** All tests in one file: the library is loaded once for a mutant, not once for each file of tests. Tables before properties. */
const everyTest = (tests: readonly string[]): string =>
  [...tests.filter((file) => !isSlow(file)), ...tests.filter(isSlow)]
    .map((file) => `import './src/${file.replace(/\.ts$/, '.js')}';\n`)
    .join('');

const jestConfig = (place: string): string => `
import base from '${pathToFileURL(join(root, 'jest.config.mjs')).href}';
const { globalSetup, globalTeardown, ...shared } = base;
export default {
  ...shared,
  roots: ['<rootDir>/${place}'],
  testMatch: ['**/every.suite.ts'],
  testEnvironment: '<rootDir>/first-failure.mjs',
  moduleNameMapper: { ...shared.moduleNameMapper, '^fast-check$': '<rootDir>/few-cases.mjs' },
};
`;

/** One failed test is enough: those after it are skipped. */
const FIRST_FAILURE = `
import { TestEnvironment } from 'jest-environment-node';
export default class FirstFailure extends TestEnvironment {
  failed = false;
  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.failed = true;
    if (name === 'test_start' && this.failed) test.mode = 'skip';
  }
}
`;

const fewCases = (): string => {
  const real = JSON.stringify(
    pathToFileURL(join(root, 'node_modules', 'fast-check', 'lib', 'fast-check.js')).href,
  );
  return `
import * as fc from ${real};
export * from ${real};
const few = (options) => ({ ...options, numRuns: Math.min(options?.numRuns ?? ${FEW_CASES}, ${FEW_CASES}), endOnFailure: true });
export const assert = (property, options) => fc.assert(property, few(options));
export default { ...fc, assert };
`;
};
