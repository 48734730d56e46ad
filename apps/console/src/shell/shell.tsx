import { useQuery } from '@tanstack/react-query';
import { Suspense, useDeferredValue, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { areasOf } from '../areas.js';
import { useLiveChanges } from '../api/changes.js';
import { readSession, type Session, SessionContext } from '../api/session.js';
import { useKeys } from '../kit/keys.js';
import { ErrorState, PageSkeleton } from '../kit/page-state.js';
import { useWords } from '../words/words.js';
import { Areas } from './areas-nav.js';
import { KeyHelp } from './key-help.js';
import { Search } from './search.js';
import { SessionEnded } from './session-ended.js';
import { shellWords } from './shell.words.js';
import { SignIn } from './sign-in.js';
import { TopBar } from './top-bar.js';

/** Around every page: who one is, where one may go, what one may look for. Nothing is shown to nobody. */
export function Shell() {
  const query = useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity, retry: 1 });
  const { pathname, search } = useLocation();
  // The whole page is drawn with it: in slices, between which the browser can do other things.
  const session = useDeferredValue(query.data);
  if (session === undefined)
    return query.error ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null;
  if (session === null) return <SignIn back={pathname + search} />;
  return (
    <SessionContext value={session}>
      <Frame session={session} />
    </SessionContext>
  );
}

function Frame({ session }: { session: Session }) {
  const words = useWords(shellWords);
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  const [menu, setMenu] = useState(false);
  const navigate = useNavigate();
  useLiveChanges(session.agency.kind !== 'operator');
  const numbered = areasOf(session).map(
    ({ path }, at) => [String(at + 1), () => void navigate(path)] as const,
  );
  useKeys({ '/': () => setSearching(true), '?': () => setHelping(true), ...Object.fromEntries(numbered) });
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <TopBar
        session={session}
        openSearch={() => setSearching(true)}
        openHelp={() => setHelping(true)}
        toggleMenu={() => setMenu(!menu)}
        menuOpen={menu}
      />
      <Areas session={session} open={menu} close={() => setMenu(false)} />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      {searching && <Search close={() => setSearching(false)} />}
      {helping && <KeyHelp close={() => setHelping(false)} />}
      <SessionEnded session={session} />
      <ScrollRestoration />
    </div>
  );
}
