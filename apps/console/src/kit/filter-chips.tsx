import { CloseOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useAgencyName } from '../api/agencies.js';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { DateText } from './date-text.js';
import { DivisionName } from './division-name.js';

interface Props {
  /** Filters that have no field of their own: a link from a number or another page sets them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, string | undefined>>;
  readonly set: (change: Readonly<Record<string, undefined>>) => void;
  /** Words for codes. */
  readonly words?: Readonly<Record<string, string>>;
}

/** What a list is narrowed to beside its fields, each with a button that widens it again. */
export function FilterChips({ labels, filters, set, words = {} }: Props) {
  const general = useWords(common);
  const names = Object.keys(labels).filter((name) => filters[name]);
  return names.map((name) => (
    <span key={name} className="chip">
      {labels[name]} <Value name={name} value={filters[name] ?? ''} words={words} />
      <button
        type="button"
        aria-label={`${general.reset} ${labels[name]}`}
        onClick={() => set({ [name]: undefined })}
      >
        <CloseOutlined aria-hidden />
      </button>
    </span>
  ));
}

/** A day, a place, an agency, yes or no, or a code, as people read it. */
function Value({
  name,
  value,
  words,
}: {
  name: string;
  value: string;
  words: Readonly<Record<string, string>>;
}): ReactNode {
  const general = useWords(common);
  const agencyName = useAgencyName();
  if (words[value]) return words[value];
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return <DateText at={value} />;
  if (/^\d{2}(\d{2}){0,2}$/.test(value)) return <DivisionName code={value.padEnd(6, '0')} />;
  if (value === 'true' || value === 'false') return value === 'true' ? general.yes : general.no;
  return name === 'agency' || name === 'submitter' ? agencyName(value) : value;
}
