import { StatusTag } from '../kit/status-tag.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { patentWords } from './patents.words.js';
import { toneOf } from './periods.js';

/** A patent's status in one word. */
export function PatentStatus({ status }: { status: string }) {
  const [{ patentStatuses }, { unknown }] = [useWords(law), useUnknown()];
  return (
    <StatusTag tone={toneOf(status)}>
      {status === 'UNKNOWN' ? unknown : wordFor(patentStatuses, status)}
    </StatusTag>
  );
}

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
