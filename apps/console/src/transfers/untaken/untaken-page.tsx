import { useMemo } from 'react';
import { Link } from 'react-router';
import { useAgenciesOf } from '../../api/agencies.js';
import { bodyOf, type Got, type TransferPaths, transfers } from '../../api/clients.js';
import { useSession } from '../../api/session.js';
import { NumberText } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { FilterChoice } from '../../kit/filters.js';
import { type Column, ListPage } from '../../kit/list-page.js';
import { Page } from '../../kit/page.js';
import { useFilters } from '../../kit/url-filters.js';
import { useWords } from '../../words/words.js';
import { seatOf } from '../columns.js';
import { SERVICE } from '../data.js';
import { useOrganName } from '../organs.js';
import { TransferTabs } from '../transfers-page.js';
import { UntakenDetails } from './untaken-details.js';
import { words } from './untaken.words.js';
import '../transfers.css';

export type Untaken = Got<TransferPaths, '/untaken-messages'>['items'][number];

const names = ['organ'] as const;
const keyOf = ({ id }: Untaken): string => id;

/** What came from police systems and could not be taken, the newest first, with the reasons. */
export function Component() {
  const say = useWords(words);
  const seat = seatOf(useSession().agency.kind);
  const { filters, set } = useFilters(names);
  const police = useAgenciesOf('police');
  const source = useMemo(() => sourceOf(filters.organ), [filters.organ]);
  return (
    <Page
      title={say.title}
      lead={seat === 'POLICE' ? say.ownLead : say.lead}
      beside={<TransferTabs seat={seat} />}
    >
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={keyOf}
        label={say.title}
        empty={{ title: say.empty, next: say.emptyNext }}
        filters={
          seat !== 'POLICE' && (
            <FilterChoice
              label={say.from}
              value={filters.organ}
              options={police}
              onChange={(organ) => set({ organ })}
            />
          )
        }
      />
    </Page>
  );
}

function sourceOf(organ: string | undefined) {
  return {
    service: SERVICE,
    resource: 'untaken-messages',
    filters: { organ },
    load: ({ cursor, limit }: { cursor: string | undefined; limit: number }) => {
      const query = { limit, ...(cursor ? { cursor } : {}), ...(organ ? { organ } : {}) };
      return bodyOf(transfers.GET('/untaken-messages', { params: { query } }));
    },
  } as const;
}

function useColumns(): readonly Column<Untaken>[] {
  const [say, organ] = [useWords(words), useOrganName()];
  return [
    {
      key: 'seenAt',
      title: say.seenAt,
      width: '120px',
      render: ({ seenAt }) => <DateText at={seenAt} relative />,
    },
    {
      key: 'why',
      title: say.why,
      width: 'minmax(200px, 2fr)',
      render: ({ issues, code }) => (
        <>
          {issues[0]?.message ?? code}
          {issues.length > 1 && <span className="soft"> {say.more(issues.length)}</span>}
        </>
      ),
    },
    {
      key: 'from',
      title: say.from,
      width: 'minmax(130px, 1fr)',
      from: 'tablet',
      render: (message) => organ(message.organ),
    },
    {
      key: 'reference',
      title: say.reference,
      width: 'minmax(150px, 1fr)',
      from: 'desk',
      render: ({ reference }) => <NumberText number={reference} />,
    },
    {
      key: 'about',
      title: say.about,
      width: '120px',
      from: 'tablet',
      render: ({ transferId }) =>
        transferId ? (
          <Link to={`/transfers/${transferId}`}>{say.openTransfer}</Link>
        ) : (
          <span className="soft">{say.unknownCase}</span>
        ),
    },
    { key: 'details', title: say.details, width: '80px', render: (row) => <UntakenDetails message={row} /> },
  ];
}
