import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../stack/paths.js';
import { runCommand } from '../stack/run-command.js';

/** Its pages, and the libraries it is made from. */
const SOURCES = [
  'apps/console',
  ...['errors', 'identifiers', 'calendar', 'statutes', 'divisions'].map((name) => `libs/${name}/src`),
];
const NOT_SOURCES = /(^|\/)(node_modules|dist-web)(\/|$)|\.spec\.ts$/;

/** What browsers are served. */
export const consoleFolder = join(root, 'apps', 'console', 'dist-web');

/** Vite's build of the console, unless what is there was made from these very sources. Answers the exit code. */
export async function buildConsole(): Promise<number> {
  if (isConsoleBuilt()) return 0;
  const { resolve } = createRequire(join(root, 'apps/console/package.json'));
  const vite = join(resolve('vite/package.json'), '..', 'bin', 'vite.js');
  return runCommand(process.execPath, [vite, 'build', join(root, 'apps', 'console'), '--logLevel', 'warn']);
}

export function isConsoleBuilt(): boolean {
  const built = statSync(join(consoleFolder, 'index.html'), { throwIfNoEntry: false });
  return built !== undefined && newestSource() < built.mtimeMs;
}

function newestSource(): number {
  return Math.max(
    ...SOURCES.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => !NOT_SOURCES.test(file.replaceAll('\\', '/')))
        .map((file) => statSync(join(root, folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0),
    ),
  );
}
