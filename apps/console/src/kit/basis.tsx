import { Tooltip } from 'antd';
import { common } from '../words/common.words.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';

/** As services write it: the law's own words, and those of the patent register. */
const isAdvice = (certainty: string | null | undefined): boolean => certainty?.toUpperCase() === 'RECALLED';

interface Props {
  /** The article, or several. */
  readonly basis: string | readonly string[] | null | undefined;
  readonly certainty?: string | null | undefined;
}

/** What an answer rests on, and how well it is known: a recalled figure is marked 参考, and says so. */
export function Basis({ basis, certainty }: Props) {
  const text = typeof basis === 'string' ? basis : (basis ?? []).join('；');
  if (text === '') return <>—</>;
  return (
    <span className="basis">
      <span>{text}</span> <Certainty certainty={certainty} />
    </span>
  );
}

/** The mark alone; nothing where the text itself was read. */
export function Certainty({ certainty }: { certainty: string | null | undefined }) {
  const [{ adviceShort, advice }, { certainties }] = [useWords(common), useWords(law)];
  if (!certainty || certainty.toUpperCase() === 'VERIFIED') return null;
  const word = wordFor(
    certainties,
    certainty.toUpperCase() === 'DESIGNED' ? 'DESIGN' : certainty.toUpperCase(),
  );
  return (
    <Tooltip title={isAdvice(certainty) ? advice : word}>
      <span tabIndex={0} className={isAdvice(certainty) ? 'certainty advice' : 'certainty'}>
        {isAdvice(certainty) ? adviceShort : word}
      </span>
    </Tooltip>
  );
}
