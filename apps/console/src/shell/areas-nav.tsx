import {
  AppstoreOutlined,
  BankOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  FlagOutlined,
  SafetyCertificateOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import { useQueries } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { type AreaName, areasOf, areaWords } from '../areas.js';
import type { Session } from '../api/session.js';
import { countsQueries, totalOf } from '../today/counts.js';
import { useWords } from '../words/words.js';
import { shellWords } from './shell.words.js';

const icons: Partial<Record<AreaName, ComponentType>> = {
  today: CheckSquareOutlined,
  leads: FlagOutlined,
  transfers: SwapOutlined,
  patents: SafetyCertificateOutlined,
  credit: BankOutlined,
  overview: DashboardOutlined,
  operations: AppstoreOutlined,
};

interface Props {
  readonly session: Session;
  readonly open: boolean;
  readonly close: () => void;
}

/** The areas at the left; on a phone they open over the page. */
export function Areas({ session, open, close }: Props) {
  const [words, names] = [useWords(shellWords), useWords(areaWords)];
  return (
    <nav className={open ? 'areas open' : 'areas'} aria-label={words.areas}>
      <ul>
        {areasOf(session).map(({ name, path, under }) => {
          const Icon = icons[name];
          return (
            <li key={name} className={under ? 'under' : undefined}>
              <NavLink to={path} onClick={close}>
                {Icon && (
                  <span className="area-icon" aria-hidden="true">
                    <Icon />
                  </span>
                )}
                <span>{names[name]}</span>
                {name === 'today' && <LateCount session={session} />}
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** How much is late or due today, over all services. */
function LateCount({ session }: { session: Session }) {
  const counts = useQueries({ queries: countsQueries(session) });
  const total = totalOf(counts.flatMap(({ data }) => (data ? [data] : [])));
  const urgent = total.LATE + total.TODAY;
  return urgent > 0 ? (
    <span className={total.LATE > 0 ? 'count late' : 'count'}>{urgent > 999 ? '999+' : urgent}</span>
  ) : null;
}
