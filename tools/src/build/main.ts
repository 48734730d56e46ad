import { runCommand, runPackage } from '../stack/run-command.js';
import { root } from '../stack/paths.js';

const HELP = `npm run build

Checks types and compiles every workspace's src/ to dist/.

Exit codes: 0 done, 1 something is wrong.`;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const types = await runPackage('typescript7/bin/tsc', ['-p', '.']);
  return types === 0 ? runCommand(process.execPath, [`${root}/tools/build.mjs`]) : types;
}

process.exitCode = await main(process.argv.slice(2));
