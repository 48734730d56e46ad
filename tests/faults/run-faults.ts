import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Played {
  readonly failure: string;
}

export interface FaultsReport {
  readonly schedules: readonly (Played & {
    readonly done: Readonly<Record<string, number>>;
    readonly accepted: number;
    readonly effects: number;
  })[];
  readonly scenarios: readonly (Played & { readonly scenario: string })[];
}

function run(args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  // A test run that is interrupted takes its driver with it, and the driver its servers.
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      process.off('exit', end);
      resolve({ code, said });
    });
  });
}

/**
 * Runs the fault tests with these options, as `npm run faults` does, on what is compiled from the sources as they are. Throws with
 * everything they said (seed, schedule, history of the first stream that differs) when a promise was broken.
 */
export async function runFaults<Report = FaultsReport>(...options: readonly string[]): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'xianjie-faults-report-'));
  const file = join(folder, 'report.json');
  try {
    const built = await run([join(root, 'tools', 'build.mjs')]);
    if (built.code !== 0) throw new Error(`The sources do not compile:\n${built.said}`);
    const main = join(root, 'tools', 'dist', 'faults', 'main.js');
    const { code, said } = await run(['--enable-source-maps', main, ...options, '--json', file]);
    if (code !== 0) throw new Error(`npm run faults -- ${options.join(' ')} ended with ${code}:\n${said}`);
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
