import { Button } from 'antd';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { momentText } from './dates.js';

/** Says that an earlier visit's words are back, and lets them go. */
export function DraftNote({ at, discard }: { at: string | undefined; discard: () => void }) {
  const [words, language] = [useWords(common), useLanguage()];
  if (at === undefined) return null;
  return (
    <p className="draft-note" role="status">
      {words.draftFound(momentText(at, language))}
      <Button type="link" size="small" onClick={discard}>
        {words.draftDiscard}
      </Button>
    </p>
  );
}
