import { killAll } from './lab/child.js';
import { closeLabs } from './lab/lab.js';
import { run } from './run.js';
import { readSettings, Usage } from './settings.js';
import { suites } from './suites.js';

/** Nothing is left behind: what is measured is killed, servers are stopped, their files removed. */
function cleanUpOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killAll();
      setTimeout(() => process.exit(130), 8000).unref();
      void closeLabs().finally(() => process.exit(130));
    });
  }
}

async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2), suites);
  cleanUpOnSignals();
  return (await run(settings)) > 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  async (error: unknown) => {
    if (error instanceof Usage) {
      (error.exitCode === 0 ? console.log : console.error)(error.message);
      process.exit(error.exitCode);
    }
    console.error(error);
    killAll();
    await closeLabs();
    process.exit(1);
  },
);
