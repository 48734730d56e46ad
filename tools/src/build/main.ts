import { root } from '../stack/paths.js';
import { runCommand, runPackage } from '../stack/run-command.js';

const HELP = `npm run build

Checks types, compiles every workspace's src/ to dist/, and builds the console for browsers to apps/console/dist-web/.

Exit codes: 0 done, 1 something is wrong.`;

const steps: readonly (() => Promise<number>)[] = [
  () => runPackage('typescript7/bin/tsc', ['-p', '.']),
  () => runPackage('typescript7/bin/tsc', ['-p', 'apps/console']),
  () => runCommand(process.execPath, [`${root}/tools/build.mjs`]),
  () => runCommand(process.execPath, [`${root}/tools/web.mjs`]),
];

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  for (const step of steps) {
    const code = await step();
    if (code !== 0) return code;
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
