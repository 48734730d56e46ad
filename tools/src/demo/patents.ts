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

/** What the register answered to an import. */
export interface Imported {
  /** recorded, changed or repeated. */
  readonly status: string;
  /** The request broke off and was sent again: what it did the first time is a repeat the second. */
  readonly again: boolean;
}

/** Imports a patent's legal events as examination does. */
export async function importPatent(
  { actors }: Scene,
  patentNumber: string,
  legalEvents: readonly LegalEvent[],
): Promise<Imported> {
  const text = JSON.stringify({ patentNumber, title: '一种无叶风扇', filedOn: FILED_ON, legalEvents });
  const api = actors.system('exam-exchange', EXAMINATION);
  let again = false;
  const interrupted = () => void (again = true);
  for await (const { status } of submitLines(api, '/patents/import', [{ line: 1, text }], { interrupted })) {
    demand(status !== 'rejected', `the register refuses patent ${patentNumber}`);
    return { status, again };
  }
  throw new Error('The import answered nothing');
}
