import { useMemo } from 'react';
import { useSession } from '../api/session.js';
import { bodyOf, type Got, type TransferPaths, transfers } from '../api/clients.js';
import { DateText } from '../kit/date-text.js';
import { FilterChoice } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { useFilters } from '../kit/url-filters.js';
import { useWords } from '../words/words.js';
import { seatOf } from './columns.js';
import { SERVICE } from './data.js';
import { useOrganName } from './organs.js';
import { words } from './deliveries.words.js';
import { TransferTabs } from './transfers-page.js';
import './transfers.css';

type Row = Got<TransferPaths, '/deliveries'>['items'][number];

const names = ['status'] as const;
const statuses = ['WAITING', 'SENT', 'ARRIVED', 'BY_HAND'] as const;
const keyOf = ({ id }: Row): string => id;

/** What the officer's organ sent to police organs, the newest first. */
export function Component() {
  const say = useWords(words);
  const { filters, set } = useFilters(names);
  const status = statuses.find((each) => each === filters.status);
  const source = useMemo(() => sourceOf(status), [status]);
  return (
    <Page title={say.deliveriesTitle} beside={<TransferTabs seat={seatOf(useSession().agency.kind)} />}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={keyOf}
        href={({ transferId }) => `/transfers/${transferId}`}
        label={say.deliveriesTitle}
        empty={{ title: say.deliveriesEmpty }}
        filters={
          <FilterChoice
            label={say.stateLabel}
            value={filters.status}
            options={say.deliveryStatus}
            onChange={(next) => set({ status: next })}
          />
        }
      />
    </Page>
  );
}

function sourceOf(status: (typeof statuses)[number] | undefined) {
  return {
    service: SERVICE,
    resource: 'deliveries',
    filters: { status },
    load: ({ cursor, limit }: { cursor: string | undefined; limit: number }) => {
      const query = { limit, ...(cursor ? { cursor } : {}), ...(status ? { status } : {}) };
      return bodyOf(transfers.GET('/deliveries', { params: { query } }));
    },
  } as const;
}

function useColumns(): readonly Column<Row>[] {
  const [say, organ] = [useWords(words), useOrganName()];
  return [
    {
      key: 'status',
      title: say.stateLabel,
      width: '150px',
      render: ({ status }) => (
        <StatusTag tone={status === 'WAITING' ? 'near' : status === 'SENT' ? 'under-way' : 'done'}>
          {say.deliveryStatus[status]}
        </StatusTag>
      ),
    },
    {
      key: 'since',
      title: say.waitingSince,
      width: '170px',
      render: ({ waitingSince, arrivedAt }) => (
        <DateText at={waitingSince ?? arrivedAt} relative={waitingSince !== null} />
      ),
    },
    { key: 'kind', title: say.documentKind, width: '80px', render: ({ kind }) => say.deliveryKind[kind] },
    {
      key: 'recipient',
      title: say.recipient,
      width: 'minmax(140px, 1fr)',
      render: ({ recipient }) => organ(recipient),
    },
    {
      key: 'channel',
      title: say.reading,
      width: '110px',
      from: 'tablet',
      render: ({ channel }) => say.channel[channel],
    },
    {
      key: 'attempts',
      title: say.nextAttempt,
      width: '180px',
      from: 'desk',
      render: ({ nextAttemptAt }) => <DateText at={nextAttemptAt} />,
    },
    {
      key: 'failure',
      title: say.failure,
      width: 'minmax(120px, 1fr)',
      from: 'desk',
      render: ({ failure }) => failure ?? '—',
    },
  ];
}
