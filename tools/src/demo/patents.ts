import type { LocalDate } from '@xianjie/identifiers';
import { submitLines } from '../api/bulk.js';
import { EXAMINATION } from '../stack/sample-data.js';
import type { Scene } from './scene.js';
import { demand } from './until.js';

/** A legal event as the register enters it. */
export interface LegalEvent {
  readonly number: string;
  readonly kind: string;
  readonly effectiveOn: LocalDate | string;
  readonly publishedOn: LocalDate | string;
}

const FILED_ON = '2019-03-05';
export const GRANTED: LegalEvent = {
  number: 'E01',
  kind: 'GRANTED',
  effectiveOn: '2020-11-24',
  publishedOn: '2020-11-24',
};

/** Imports a patent's legal events as examination does; answers what the register says: recorded, changed or repeated. */
export async function importPatent(
  { actors }: Scene,
  patentNumber: string,
  legalEvents: readonly LegalEvent[],
): Promise<string> {
  const text = JSON.stringify({ patentNumber, title: '一种无叶风扇', filedOn: FILED_ON, legalEvents });
  const api = actors.system('exam-exchange', EXAMINATION);
  for await (const { status } of submitLines(api, '/patents/import', [{ line: 1, text }])) {
    demand(status !== 'rejected', `the register refuses patent ${patentNumber}`);
    return status;
  }
  throw new Error('The import answered nothing');
}
