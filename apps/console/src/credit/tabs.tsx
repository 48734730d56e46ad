import { NavLink } from 'react-router';
import { type Session, useSession } from '../api/session.js';
import { useWords } from '../words/words.js';
import { creditWords } from './credit.words.js';
import './credit.css';

const offices = ['patent-office-prefecture', 'patent-office-province', 'patent-office-nation', 'corps'];
const feedReaders = ['credit-platform', 'patent-office-nation', 'patent-office-province', 'corps'];

type TabName = keyof typeof creditWords.zh.tabs;

interface Tab {
  readonly name: TabName;
  readonly path: string;
  readonly scopes: readonly string[];
  readonly kinds?: readonly string[];
}

const tabs: readonly Tab[] = [
  { name: 'publicity', path: '/credit/publicity', scopes: ['publicity:read'] },
  { name: 'entries', path: '/credit/list-entries', scopes: ['publicity:read'] },
  { name: 'acts', path: '/credit/dishonest-acts', scopes: ['dishonest-act:read'], kinds: offices },
  {
    name: 'repairs',
    path: '/credit/repairs',
    scopes: ['repair:apply', 'repair:decide'],
    kinds: [...offices, 'credit-platform'],
  },
  { name: 'feed', path: '/credit/feed', scopes: ['credit-feed:read'], kinds: feedReaders },
];

/** What of credit the officer may see; what a page then shows is decided by the service. */
export const tabsOf = ({ scopes, agency }: Session): Tab[] =>
  tabs.filter(
    ({ scopes: wanted, kinds }) =>
      wanted.some((scope) => scopes.includes(scope)) && (kinds?.includes(agency.kind) ?? true),
  );

/** The parts of credit, above each of its lists. */
export function CreditTabs() {
  const words = useWords(creditWords);
  const shown = tabsOf(useSession());
  if (shown.length === 0) return null;
  return (
    <nav className="credit-tabs" aria-label={words.title}>
      {shown.map(({ name, path }) => (
        <NavLink key={name} to={path}>
          {words.tabs[name]}
        </NavLink>
      ))}
    </nav>
  );
}
