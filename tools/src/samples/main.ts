import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFlaws } from './flawed.js';
import { sampleLeads } from './leads.js';
import { samplePatents } from './patents.js';

/** Writes samples/*.ndjson; the files in the repository are its output. */

const SEED = 20_261_122;
/** No act of a sample is later. */
export const SAMPLES_UNTIL = '2026-11-20';

/** The register that sample leads name. */
export const registeredPatents = () => samplePatents(SEED, 240, SAMPLES_UNTIL);

/** Leads of `samples/leads.ndjson`, right and wrong. */
export const firstFile = () =>
  withFlaws(
    sampleLeads({
      seed: SEED + 1,
      count: 330,
      series: '2026A',
      patents: registeredPatents(),
      until: SAMPLES_UNTIL,
    }),
    SAMPLES_UNTIL,
  );

/** Leads of `samples/leads-second.ndjson`, all right: what is submitted while processes are killed. */
export const secondFile = (count = 2400) =>
  sampleLeads({ seed: SEED + 2, count, series: '2026B', patents: registeredPatents(), until: SAMPLES_UNTIL });

export function writeSamples(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  write(
    'patents.ndjson',
    registeredPatents().map((patent) => JSON.stringify(patent)),
  );
  write(
    'leads.ndjson',
    firstFile().map((line) => line.text),
  );
  write(
    'leads-second.ndjson',
    secondFile().map((lead) => JSON.stringify(lead)),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeSamples(process.argv[2] ?? 'samples');
