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

/** A copy of one library and of those it stands on, where its code may be altered and its tests run. */
export interface Workshop {
  readonly folder: string;
  readonly library: string;
  /** The library's files of code, as paths below the folder. */
  readonly files: readonly string[];
  close(): void;
}

/** Property tests try so many cases for each mutant; in `npm test` they try ten thousand. */
const FEW_CASES = 100;

export function openWorkshop(library: string): Workshop {
  const folder = mkdtempSync(join(tmpdir(), `xianjie-mutation-${library}-`));
  for (const each of withDependencies(library)) copyLibrary(each, folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('package.json', '{ "private": true, "type": "module" }\n');
  write('jest.config.mjs', jestConfig(library));
  write('few-cases.mjs', fewCases());
  write('first-failure.mjs', FIRST_FAILURE);
  const sources = readdirSync(join(folder, 'libs', library, 'src'), { recursive: true, encoding: 'utf8' });
  write(join('libs', library, 'every.suite.ts'), everyTest(sources));
  const files = sources.filter(isCode).map((file) => join('libs', library, 'src', file));
  return { folder, library, files, close: () => rmSync(folder, { recursive: true, force: true }) };
}

function withDependencies(library: string, known = new Set<string>()): Set<string> {
  if (known.has(library)) return known;
  known.add(library);
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(root, 'libs', library, 'package.json'), 'utf8'),
  ) as { dependencies?: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    if (name.startsWith('@xianjie/')) withDependencies(name.slice('@xianjie/'.length), known);
  }
  return known;
}

function copyLibrary(library: string, folder: string): void {
  const from = join(root, 'libs', library);
  const to = join(folder, 'libs', library);
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
const everyTest = (sources: readonly string[]): string =>
  [...sources.filter((file) => isTest(file) && !isSlow(file)), ...sources.filter(isSlow)]
    .map((file) => `import './src/${file.replace(/\.ts$/, '.js')}';\n`)
    .join('');

const jestConfig = (library: string): string => `
import base from '${pathToFileURL(join(root, 'jest.config.mjs')).href}';
const { globalSetup, globalTeardown, ...shared } = base;
export default {
  ...shared,
  roots: ['<rootDir>/libs/${library}'],
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
