import { useLanguage } from '../words/language.js';
import { dayText, momentText, relativeText } from './dates.js';
import { useNow } from './now.js';

/** A day or a moment as offices write it. `relative`: 今天 15:06, 昨天, 3天前, with the absolute one on hover. */
export function DateText({ at, relative = false }: { at: string | null | undefined; relative?: boolean }) {
  const [language, now] = [useLanguage(), useNow()];
  if (!at) return <>—</>;
  const absolute = at.includes('T') ? momentText(at, language) : dayText(at, language);
  if (!relative) return <time dateTime={at}>{absolute}</time>;
  return (
    <time dateTime={at} title={absolute}>
      {relativeText(at, now, language)}
    </time>
  );
}
