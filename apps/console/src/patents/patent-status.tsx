import { StatusTag } from '../kit/status-tag.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { patentWords } from './patents.words.js';
import { toneOf } from './periods.js';

/** A patent's status in one word; that there was no right on the day of an act is what officers look for. */
export function PatentStatus({ status, onActDay = false }: { status: string; onActDay?: boolean }) {
  const [{ patentStatuses }, { unknown }] = [useWords(law), useUnknown()];
  return (
    <StatusTag tone={onActDay && isNoRight(status) ? 'near' : toneOf(status)}>
      {status === 'UNKNOWN' ? unknown : wordFor(patentStatuses, status)}
    </StatusTag>
  );
}

const isNoRight = (status: string): boolean => status !== 'IN_FORCE' && status !== 'UNKNOWN';

const unknownWord = { zh: { unknown: '登记簿中没有' }, en: { unknown: 'Not in the register' } };
const useUnknown = () => useWords(unknownWord);

/** What else the legal events say beside the status. */
export function Notes({ notes }: { notes: readonly string[] }) {
  const words = useWords(patentWords);
  if (notes.length === 0) return null;
  return (
    <span className="patent-notes">
      {notes.map((note) => (
        <StatusTag key={note} tone={note === 'RESTORED_LATER' ? 'waiting' : 'near'}>
          {wordFor(words.notes, note)}
        </StatusTag>
      ))}
    </span>
  );
}
