import { Segmented } from 'antd';
import { NavLink } from 'react-router';
import { useMay, useSession } from '../api/session.js';
import { Page } from '../kit/page.js';
import { useFilters } from '../kit/url-filters.js';
import { useWidth } from '../kit/width.js';
import { useWords } from '../words/words.js';
import { Board } from './board.js';
import { type Seat, seatOf } from './columns.js';
import { OpenReverse } from './open-reverse.js';
import { TransferList } from './transfer-list.js';
import { words } from './list.words.js';
import './transfers.css';

const names = ['view'] as const;

/** Transfers of the officer's organ: a board by where they stand, or a list by time left. */
export function Component() {
  const say = useWords(words);
  const width = useWidth();
  const seat = seatOf(useSession().agency.kind);
  const { filters, set } = useFilters(names);
  const view = filters.view ?? (width === 'phone' ? 'list' : 'board');
  return (
    <Page
      title={say.title}
      beside={<TransferTabs seat={seat} />}
      actions={
        <>
          {seat === 'ADMIN' && <OpenReverse />}
          <Segmented
            aria-label={say.view}
            value={view}
            options={[
              { value: 'board', label: say.board },
              { value: 'list', label: say.list },
            ]}
            onChange={(next) => set({ view: next })}
          />
        </>
      }
    >
      {view === 'board' ? <Board seat={seat} /> : <TransferList />}
    </Page>
  );
}

/** What else there is of transfers, for this seat. */
export function TransferTabs({ seat }: { seat: Seat }) {
  const say = useWords(words);
  const may = useMay('transfer:read');
  const tabs: readonly (readonly [to: string, text: string])[] = [
    ['/transfers', say.allTransfers],
    ...(seat === 'POLICE' ? [] : [['/transfers/deliveries', say.deliveriesTitle] as const]),
    ...(seat === 'PROC' && may
      ? [
          ['/transfers/untransferred', say.untransferred] as const,
          ['/transfers/fines', say.flaggedFines] as const,
          ['/transfers/copies', say.copies] as const,
        ]
      : []),
    ...(seat === 'POLICE' ? [] : [['/transfers/penalty-copies', say.penaltyCopies] as const]),
    ['/transfers/untaken', say.untaken],
  ];
  if (tabs.length < 2) return null;
  return (
    <nav className="tabs" aria-label={say.title}>
      {tabs.map(([to, text]) => (
        <NavLink key={to} to={to} end>
          {text}
        </NavLink>
      ))}
    </nav>
  );
}
