import { CopyOutlined, CheckOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { kitWords } from './kit.words.js';
import { grouped, type NumberKind } from './numbers.js';

const SHOWN_MS = 1500;

interface Props {
  readonly number: string | null | undefined;
  readonly kind?: NumberKind;
}

/** A number that people copy: tabular, in groups, copied whole with one click. */
export function CopyNumber({ number, kind = 'plain' }: Props) {
  const [copied, setCopied] = useState(false);
  const [words, general] = [useWords(kitWords), useWords(common)];
  if (!number) return <>—</>;
  const copy = async () => {
    await navigator.clipboard.writeText(number);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <span className="copy-number">
      <NumberText number={number} kind={kind} />
      <button
        type="button"
        aria-label={words.copyNumber(number)}
        title={general.copy}
        onClick={() => void copy()}
      >
        {copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      </button>
      <span role="status" className="unseen">
        {copied ? general.copied : ''}
      </span>
    </span>
  );
}

/** The same without the button, as in lists. */
export function NumberText({ number, kind = 'plain' }: Props) {
  if (!number) return <>—</>;
  const groups = grouped(number, kind);
  return (
    <span className="number">
      {groups.map((group, at) => (
        <span key={at} className="group">
          {group}
        </span>
      ))}
    </span>
  );
}
