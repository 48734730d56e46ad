import { useQueries } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { type KeyboardEvent, useDeferredValue, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { areaWords, areasOf } from '../areas.js';
import { useSession } from '../api/session.js';
import { ErrorState } from '../kit/page-state.js';
import { useWords } from '../words/words.js';
import type { Hit, SearchSource } from './search-source.js';
import { shellWords } from './shell.words.js';

/** Every folder of pages may have a `search.ts` that exports `source`. */
const found = import.meta.glob<{ source: SearchSource }>('../*/search.ts', { eager: true });
const sources = Object.values(found).map(({ source }) => source);

/** Looks in everything that the officer may see; the first hit opens with Enter. */
export function Search({ close }: { close: () => void }) {
  const words = useWords(shellWords);
  const names = useWords(areaWords);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const { groups, isPending, error } = useHits(text);
  const hits = groups.flatMap((group) => group.hits);
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    void navigate(hit.to);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setAt((before) => Math.max(0, Math.min(hits.length - 1, before + step)));
  };
  return (
    <Modal open onCancel={close} footer={null} title={words.searchOpen} width={640} className="search">
      <Input
        autoFocus
        size="large"
        aria-label={words.searchHint}
        placeholder={words.searchHint}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
        }}
        onKeyDown={press}
        onPressEnter={() => open(hits[at])}
      />
      <div className="search-hits" aria-live="polite" aria-busy={isPending}>
        {groups.map(({ area, hits: own }) =>
          own.length === 0 ? null : (
            <section key={area} aria-label={names[area]}>
              <h3>{names[area]}</h3>
              {own.map((hit) => (
                <Link
                  key={hit.to}
                  to={hit.to}
                  onClick={close}
                  className={hit === hits[at] ? 'hit chosen' : 'hit'}
                >
                  <span>{hit.title}</span>
                  <span className="soft">{hit.details}</span>
                </Link>
              ))}
            </section>
          ),
        )}
        {error !== undefined && hits.length === 0 && <ErrorState error={error} />}
        {text.trim() !== '' && !isPending && error === undefined && hits.length === 0 && (
          <p className="soft">{words.searchNone}</p>
        )}
      </div>
    </Modal>
  );
}

/** What each source finds for what was typed. */
function useHits(typed: string) {
  const text = useDeferredValue(typed.trim());
  const shown = areasOf(useSession()).map(({ name }) => name);
  const asked = sources.filter(({ area }) => shown.includes(area));
  const results = useQueries({
    queries: asked.map(({ area, find }) => ({
      queryKey: ['console', 'search', area, text],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(text, signal),
      enabled: text.length >= 2,
      staleTime: 30_000,
    })),
  });
  return {
    groups: asked.map(({ area }, index) => ({ area, hits: results[index]?.data ?? [] })),
    isPending: text.length >= 2 && results.some((result) => result.isPending),
    error: results.find((result) => result.error)?.error ?? undefined,
  };
}
