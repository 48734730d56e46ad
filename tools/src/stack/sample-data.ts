import { existsSync } from 'node:fs';
import { submitLines } from '../api/bulk.js';
import { numberedLines } from '../api/ndjson-file.js';
import { apiAs } from '../api/sample-agency.js';
import { sampleFile } from './paths.js';
import type { Progress } from './progress.js';
import type { StackFile } from './stack-file.js';

/** Imports for the agency that examines patents, as a system of its own would. */
export const EXAMINATION = 'cnipa-examination';

/**
 * Fills the patent register with `samples/patents.ndjson` through its public interface. A repeat is harmless (each line is answered
 * as repeated), so it needs no memory of having run; it sends again only when the first line is not there.
 */
export async function importSampleData(stack: StackFile, progress: Progress): Promise<void> {
  const file = sampleFile('patents.ndjson');
  const exchange = stack.services['exam-exchange'];
  if (!existsSync(file) || !exchange || !stack.issuer) return;
  const api = apiAs(EXAMINATION, exchange.url, stack.issuer);
  if (await isImported(api, file)) return;
  const came: Record<string, number> = {};
  for await (const { status } of submitLines(api, '/patents/import', numberedLines(file))) {
    came[status] = (came[status] ?? 0) + 1;
  }
  const told = Object.entries(came).map(([status, count]) => `${count} ${status}`);
  progress.say(`sample patents: ${told.join(', ')}`);
}

/** Whether the file's last patent is known: an import that was cut off is taken up again. */
async function isImported(api: ReturnType<typeof apiAs>, file: string): Promise<boolean> {
  let last = '';
  for await (const { text } of numberedLines(file)) if (text.trim() !== '') last = text;
  if (last === '') return true;
  const { patentNumber } = JSON.parse(last) as { patentNumber: string };
  return api.get(`/patents/${encodeURIComponent(patentNumber)}`).then(
    () => true,
    () => false,
  );
}
