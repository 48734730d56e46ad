import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../stack/paths.js';
import { browserNeeded, findChromium, NO_CHROMIUM } from './chromium.js';
import { countOf, sentenceOf, sum, type JestReport, type TestCount } from './count.js';

const HELP = `npm test -- [--console] [paths and options of Jest]

Runs unit, integration and end-to-end tests on real servers, which it starts itself, and the console in Chromium. The last line is
\`N passed, N failed\`, with \`, N skipped\` where tests were skipped.

  --console                 the console's tests alone, on one local stack with the demo's data

  REQUIRE_KAFKA=1           a Kafka that cannot be had is a failure, not a skip
  REQUIRE_BROWSER=1         a Chromium that cannot be found is a failure, not a skip; so it is with CI=true
  CHROMIUM                  the browser, where it is not found by itself
  CONSOLE_URL               the console of a stack that runs already and has played the demo
  TEST_SERVERS=containers   PostgreSQL and Kafka as containers (TEST_POSTGRES_IMAGE, TEST_KAFKA_IMAGE)
  TEST_POSTGRES_URL, TEST_KAFKA_BROKERS   servers that run already

Exit codes: 0 all passed, 1 something failed.`;

/** End-to-end stories start whole stacks; they run after the rest, one at a time, so that neither starves the other. */
const STORIES = 'tests/e2e/';
const CONSOLE = 'tests/console/';

interface Run {
  readonly count: TestCount;
  readonly code: number;
}

/** Somebody asked the run to end. */
let stopped = false;

async function jest(args: readonly string[]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'xianjie-jest-'));
  const reportFile = join(folder, 'report.json');
  const program = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', program];
  const child = spawn(process.execPath, [...options, ...args, '--json', `--outputFile=${reportFile}`], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'], // what people read is on standard error; --json prints the report again
  });
  const passOn = (signal: NodeJS.Signals) => {
    stopped = true;
    child.kill(signal);
  };
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  try {
    const code = await new Promise<number>((resolve) => {
      child.once('error', () => resolve(1));
      child.once('exit', (status) => resolve(status ?? 1));
    });
    return { code, count: readCount(reportFile, code) };
  } finally {
    process.off('SIGINT', passOn).off('SIGTERM', passOn);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The console in a browser; without one it is skipped, and says so, unless a browser is required. */
async function consoleRun(args: readonly string[]): Promise<Run> {
  const chromium = findChromium();
  if (chromium) {
    process.env['CHROMIUM'] = chromium;
    return jest(['--config', `${CONSOLE}jest.config.mjs`, '--runInBand', ...args]);
  }
  console.error(NO_CHROMIUM);
  return browserNeeded()
    ? { code: 1, count: { passed: 0, failed: 1, skipped: 0 } }
    : { code: 0, count: { passed: 0, failed: 0, skipped: 1 } };
}

/** A run that died before its report, or failed without a failed test, is one failure. */
function readCount(reportFile: string, code: number): TestCount {
  try {
    const count = countOf(JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport);
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  }
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const runs: Run[] = [];
  const inBrowser = args.includes('--console') || args.some((each) => each.includes(CONSOLE));
  if (inBrowser) {
    runs.push(await consoleRun(args.filter((each) => each !== '--console')));
  } else if (args.length > 0) {
    runs.push(await jest(args));
  } else {
    runs.push(
      await jest(['--testPathIgnorePatterns', '/node_modules/', '/dist/', '/breaches/', CONSOLE, STORIES]),
    );
    if (!stopped) runs.push(await jest(['--runInBand', '--testPathPatterns', STORIES]));
    if (!stopped) runs.push(await consoleRun([]));
  }
  const total = sum(runs.map(({ count }) => count));
  const ok = total.failed === 0 && total.passed > 0 && runs.every(({ code }) => code === 0);
  await new Promise((resolve) => process.stderr.write('', resolve));
  console.log(sentenceOf(total));
  return ok ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
