import { StatusTag, type Tone } from '../kit/status-tag.js';
import { today } from '../kit/dates.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { ListedRecord, ListEntry, Repair } from './credit-data.js';
import { creditWords } from './credit.words.js';

const recordTones = {
  prepared: 'under-way',
  withheld: 'waiting',
  published: 'done',
  removed: 'waiting',
} as const;

/** How a publicity record stands; one that should be shown by now is late. */
export function RecordStatus({ record }: { record: Pick<ListedRecord, 'status' | 'publishBy'> }) {
  const words = useWords(creditWords);
  const { status, publishBy } = record;
  const isLate = status === 'prepared' && publishBy !== null && publishBy < today();
  if (isLate) return <StatusTag tone="late">{words.lateTag}</StatusTag>;
  return <StatusTag tone={recordTones[status]}>{words.statuses[status]}</StatusTag>;
}

export function EntryStatus({ status }: Pick<ListEntry, 'status'>) {
  const words = useWords(creditWords);
  return <StatusTag tone={status === 'listed' ? 'near' : 'waiting'}>{words.entryStatuses[status]}</StatusTag>;
}

const repairTones = { pending: 'under-way', granted: 'done', refused: 'late', withdrawn: 'waiting' } as const;

export function RepairStatus({ status }: Pick<Repair, 'status'>) {
  const words = useWords(creditWords);
  return <StatusTag tone={repairTones[status]}>{words.repairStatuses[status]}</StatusTag>;
}

/** What the law makes of an application; the agency decides. */
export function Verdict({ verdict }: Pick<Repair, 'verdict'>) {
  const words = useWords(creditWords);
  const tone: Tone = verdict === 'ELIGIBLE' ? 'done' : 'near';
  return <StatusTag tone={tone}>{wordFor(words.verdicts, verdict)}</StatusTag>;
}
