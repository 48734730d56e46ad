import { useMemo } from 'react';
import { bodyOf, transfers } from '../../api/clients.js';
import { useSession } from '../../api/session.js';
import { NumberText } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { daysBetween, today } from '../../kit/dates.js';
import { FilterChoice } from '../../kit/filters.js';
import { type Column, ListPage } from '../../kit/list-page.js';
import { Page } from '../../kit/page.js';
import { TimeLeft } from '../../kit/time-left-tag.js';
import { useFilters } from '../../kit/url-filters.js';
import { useWords } from '../../words/words.js';
import { seatOf } from '../columns.js';
import { SERVICE } from '../data.js';
import { endOf } from '../limits.js';
import { useOrganName } from '../organs.js';
import { TransferTabs } from '../transfers-page.js';
import { CopyStateTag } from './copy-state.js';
import type { PenaltyCopy } from './penalty-data.js';
import { stateOf } from './penalty-copy.js';
import { words } from './penalties.words.js';
import '../transfers.css';

const names = ['state'] as const;
const states = ['owed', 'settled'] as const;
const keyOf = ({ decisionId }: PenaltyCopy): string => decisionId;

/** Penalty decisions of which copies are owed or went out: an agency's own, or what the procuratorate may expect; the oldest first. */
export function Component() {
  const say = useWords(words);
  const { filters, set } = useFilters(names);
  const state = states.find((each) => each === filters.state);
  const source = useMemo(() => sourceOf(state), [state]);
  return (
    <Page title={say.title} lead={say.lead} beside={<TransferTabs seat={seatOf(useSession().agency.kind)} />}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={keyOf}
        href={({ decisionId }) => `/transfers/penalty-copies/${decisionId}`}
        label={say.title}
        empty={{ title: say.empty, next: say.emptyNext }}
        filters={
          <FilterChoice
            label={say.standing}
            value={filters.state}
            options={say.filter}
            onChange={(next) => set({ state: next })}
          />
        }
      />
    </Page>
  );
}

function sourceOf(state: (typeof states)[number] | undefined) {
  return {
    service: SERVICE,
    resource: 'penalty-copies',
    filters: { state },
    load: ({ cursor, limit }: { cursor: string | undefined; limit: number }) => {
      const query = { limit, ...(cursor ? { cursor } : {}), ...(state ? { state } : {}) };
      return bodyOf(transfers.GET('/penalty-copies', { params: { query } }));
    },
  } as const;
}

function useColumns(): readonly Column<PenaltyCopy>[] {
  const [say, organ] = [useWords(words), useOrganName()];
  return [
    {
      key: 'state',
      title: say.standing,
      width: 'minmax(104px, 0.6fr)',
      render: (copy) => (
        <span className="two-lines">
          <CopyStateTag copy={copy} />
          {stateOf(copy) === 'OWED' && <Left copy={copy} />}
        </span>
      ),
    },
    {
      key: 'decisionNo',
      title: say.decisionNo,
      width: 'minmax(150px, 1.4fr)',
      render: ({ decisionNo }) => <NumberText number={decisionNo} />,
    },
    {
      key: 'decidedOn',
      title: say.decidedOn,
      width: '140px',
      from: 'tablet',
      render: ({ decidedOn }) => <DateText at={decidedOn} />,
    },
    {
      key: 'caseNo',
      title: say.caseNo,
      width: 'minmax(170px, 1.2fr)',
      from: 'tablet',
      render: ({ caseNo, caseId }) => <NumberText number={caseNo ?? caseId} />,
    },
    {
      key: 'agency',
      title: say.agency,
      width: 'minmax(140px, 1fr)',
      from: 'desk',
      render: ({ agency }) => organ(agency),
    },
    {
      key: 'sentOn',
      title: say.sentOn,
      width: '140px',
      from: 'desk',
      render: ({ sentOn }) => <DateText at={sentOn} />,
    },
  ];
}

/** What is left of the limit; the days that went by, where the law of the decision's day set none. */
function Left({ copy: { clock, decidedOn } }: { copy: PenaltyCopy }) {
  const say = useWords(words);
  if (!clock) return <span className="soft">{say.daysAgo(daysBetween(decidedOn, today()))}</span>;
  return <TimeLeft compact {...endOf(clock)} certainty={clock.certainty} />;
}
