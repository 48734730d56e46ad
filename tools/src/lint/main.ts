import { parseArgs } from 'node:util';
import { runPackage } from '../stack/run-command.js';

const HELP = `npm run lint -- [--fix]

Formatting (Prettier), layers and rules (ESLint through Nx, which knows the projects), types (TypeScript).
Runs all three and says what failed.

  --fix   formats the files first

Exit codes: 0 all is well, 1 something is not, 2 wrong usage.`;

/** Through Nx: without its project graph ESLint skips the rule about layers and succeeds. */
const nx = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { fix: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const failed: string[] = [];
  const check = async (name: string, run: Promise<number>) => {
    if ((await run) !== 0) failed.push(name);
  };
  const prettier = ['.', '--log-level', 'warn', values.fix ? '--write' : '--check'];
  await check('formatting', runPackage('prettier/bin/prettier.cjs', prettier));
  await check('eslint', runPackage('nx/dist/bin/nx.js', ['run', 'xianjie:eslint'], nx));
  await check('types', runPackage('typescript7/bin/tsc', ['-p', '.']));
  await check('types of the console', runPackage('typescript7/bin/tsc', ['-p', 'apps/console']));
  await check('types of the browser tests', runPackage('typescript7/bin/tsc', ['-p', 'tests/console']));
  console.log(failed.length === 0 ? 'lint: all is well' : `lint: failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
