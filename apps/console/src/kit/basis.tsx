import { Tooltip } from 'antd';
import { common } from '../words/common.words.js';
import { law, wordFor } from '../words/law.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { articleText } from './articles.js';

/** As services write it: the law's own words, and those of the patent register. */
const isAdvice = (certainty: string | null | undefined): boolean => certainty?.toUpperCase() === 'RECALLED';

interface Props {
  /** The article, or several. */
  readonly basis: string | readonly string[] | null | undefined;
  readonly certainty?: string | null | undefined;
}

/** What an answer rests on, and how well it is known: a recalled figure is marked 参考, and says so. */
export function Basis({ basis, certainty }: Props) {
  const language = useLanguage();
  const given = typeof basis === 'string' ? [basis] : (basis ?? []);
  const text = given.map((each) => articleText(each, language)).join(language === 'zh' ? '；' : '; ');
  if (text === '') return <>—</>;
  return (
    <span className="basis">
      <span>{text}</span> <Certainty certainty={certainty} />
    </span>
  );
}

interface CertaintyProps {
  readonly certainty: string | null | undefined;
  /** As in lists: 参考 alone is marked. */
  readonly onlyAdvice?: boolean;
}

/** The mark alone; nothing where the text itself was read. */
export function Certainty({ certainty, onlyAdvice = false }: CertaintyProps) {
  const [{ adviceShort, advice }, { certainties }] = [useWords(common), useWords(law)];
  if (!certainty || certainty.toUpperCase() === 'VERIFIED') return null;
  if (onlyAdvice && !isAdvice(certainty)) return null;
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
