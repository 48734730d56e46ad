import { StatusTag, type Tone } from '../kit/status-tag.js';
import { today } from '../kit/dates.js';
import { endOfDay } from '../kit/time-left.js';
import { TimeLeft } from '../kit/time-left-tag.js';
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

interface RecordStatusProps {
  readonly record: Pick<ListedRecord, 'status' | 'publishBy'>;
  /** As in lists: what is left for the publication stands for its status. */
  readonly withTimeLeft?: boolean;
}

/** How a publicity record stands; one that should be shown by now is late. */
export function RecordStatus({ record: { status, publishBy }, withTimeLeft = false }: RecordStatusProps) {
  const words = useWords(creditWords);
  if (status !== 'prepared' || publishBy === null)
    return <StatusTag tone={recordTones[status]}>{words.statuses[status]}</StatusTag>;
  if (withTimeLeft) {
    const end = endOfDay(publishBy);
    return <TimeLeft compact dueAt={end} lateAt={end} basis={words.statuses.prepared} />;
  }
  const isLate = publishBy < today();
  return (
    <StatusTag tone={isLate ? 'late' : 'under-way'}>
      {isLate ? words.lateTag : words.statuses.prepared}
    </StatusTag>
  );
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
