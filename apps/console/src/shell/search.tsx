import { useQueries } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { areaWords, areasOf } from '../areas.js';
import { useSession } from '../api/session.js';
import { ErrorState } from '../kit/page-state.js';
import { useSettled } from '../kit/settled.js';
import { useText, useWords } from '../words/words.js';
import { SearchHits } from './search-hits.js';
import type { SearchSource } from './search-source.js';
import { shellWords } from './shell.words.js';

/** Every folder of pages may have a `search.ts` that exports `source`. */
const found = import.meta.glob<{ source: SearchSource }>('../*/search.ts', { eager: true });
const sources = Object.values(found).map(({ source }) => source);

const LONGEST = 100;

/** Looks in everything that the officer may see; the first hit opens with Enter. */
export function Search({ close }: { close: () => void }) {
  const words = useWords(shellWords);
  const [text, setText] = useState('');
  const [composing, setComposing] = useState(false);
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const asked = useSettled(text.trim(), composing);
  const { groups, isPending, failed } = useHits(asked);
  const hits = groups.flatMap((group) => group.hits);
  const isReady = asked === text.trim() && !isPending;
  const [entered, setEntered] = useState(false);
  const chosen = hits[at];
  // Who types and presses Enter at once means what is then found.
  useEffect(() => {
    if (!entered || !isReady) return;
    setEntered(false);
    if (!chosen) return;
    close();
    void navigate(chosen.to);
  }, [entered, isReady, chosen, close, navigate]);
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || composing) return;
    event.preventDefault();
    setAt((before) => Math.max(0, Math.min(hits.length - 1, before + step)));
  };
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      title={words.searchOpen}
      width={640}
      className="search"
      style={{ top: 48 }}
    >
      <Input
        autoFocus
        size="large"
        maxLength={LONGEST}
        aria-label={words.searchHint}
        placeholder={words.searchHint}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
          setEntered(false);
        }}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={press}
        onPressEnter={() => setEntered(true)}
      />
      <div className="search-hits" aria-live="polite" aria-busy={isPending}>
        <Failures failed={failed} nothing={hits.length === 0} />
        <SearchHits groups={groups} chosen={chosen} close={close} />
        {[...asked].length === 1 && <p className="soft">{words.searchMore}</p>}
        {[...asked].length >= 2 && !isPending && failed.length === 0 && hits.length === 0 && (
          <p className="soft">{words.searchNone}</p>
        )}
      </div>
      <Scope />
    </Modal>
  );
}

const useSources = (): readonly SearchSource[] => {
  // In the order of the left side.
  return areasOf(useSession()).flatMap(({ name }) => sources.filter(({ area }) => area === name));
};

/** What is searched, and by what. */
function Scope() {
  const [words, names, text] = [useWords(shellWords), useWords(areaWords), useText()];
  return (
    <dl className="search-scope" aria-label={words.searchIn}>
      {useSources().map(({ area, by }) => (
        <div key={area}>
          <dt>{names[area]}</dt>
          <dd>{text(by)}</dd>
        </div>
      ))}
    </dl>
  );
}

type Failed = readonly { readonly area: SearchSource['area']; readonly error: Error }[];

/** A service that does not answer hides nothing of the others. */
function Failures({ failed, nothing }: { failed: Failed; nothing: boolean }) {
  const [words, names] = [useWords(shellWords), useWords(areaWords)];
  const [first] = failed;
  if (!first) return null;
  if (nothing) return <ErrorState error={first.error} />;
  return <p className="soft">{words.searchFailed(failed.map(({ area }) => names[area]).join('、'))}</p>;
}

/** What each source finds for what was typed; what was asked for before is asked no longer. */
function useHits(text: string) {
  const { scopes } = useSession();
  const asked = useSources();
  const isEnough = [...text].length >= 2;
  const results = useQueries({
    queries: asked.map(({ area, find }) => ({
      queryKey: ['console', 'search', area, text],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(text, { signal, scopes }),
      enabled: isEnough,
      staleTime: 30_000,
    })),
  });
  return {
    groups: asked.map(({ area }, index) => ({ area, hits: results[index]?.data ?? [] })),
    isPending: isEnough && results.some((result) => result.isPending),
    failed: asked.flatMap(({ area }, index) => {
      const error = results[index]?.error;
      return error ? [{ area, error }] : [];
    }),
  };
}
