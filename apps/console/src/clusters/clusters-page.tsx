import { useMemo } from 'react';
import { bodyOf, leads } from '../api/clients.js';
import { DateText } from '../kit/date-text.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { Segmented } from 'antd';
import { useWords } from '../words/words.js';
import { type Cluster, nameOf, tones } from './cluster-data.js';
import { clusterWords } from './clusters.words.js';

const names = ['shelf'] as const;
const shelves = ['awaiting', 'confirmed', 'ended'] as const;

/** Leads that look like one matter, or were found to be. */
export function Component() {
  const words = useWords(clusterWords);
  const { filters, set } = useFilters(names);
  const shelf = shelves.find((each) => each === filters.shelf) ?? 'awaiting';
  const source = useMemo(
    (): ListSource<Cluster> => ({
      service: 'lead-reporting',
      resource: 'clusters',
      filters: { shelf },
      load: ({ cursor, limit }) =>
        bodyOf(leads.GET('/clusters', { params: { query: { shelf, cursor, limit } } })),
    }),
    [shelf],
  );
  return (
    <Page title={words.title} lead={words.lead}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ id }) => id}
        href={({ id }) => `/clusters/${id}`}
        label={words.title}
        empty={{ title: words.emptyTitle, next: words.emptyNext }}
        filters={
          <Segmented
            value={shelf}
            options={shelves.map((value) => ({ value, label: words.shelves[value] }))}
            onChange={(value) => set({ shelf: value })}
          />
        }
      />
    </Page>
  );
}

function useColumns(): Column<Cluster>[] {
  const words = useWords(clusterWords);
  return [
    {
      key: 'score',
      title: words.score,
      width: '72px',
      render: ({ score }) => (
        <span className="number" title={words.scoreHint}>
          {score}
        </span>
      ),
    },
    {
      key: 'subject',
      title: words.subject,
      width: 'minmax(160px, 3fr)',
      render: (cluster) => (
        <span className="two-lines">
          <span>{nameOf(cluster) || '—'}</span>
          <span className="soft">
            {cluster.leads
              .map(({ goods }) => goods)
              .filter(isFirst)
              .join('、')}
          </span>
        </span>
      ),
    },
    {
      key: 'keys',
      title: words.common,
      width: 'minmax(180px, 3fr)',
      from: 'tablet',
      render: ({ keys }) => keys.map((key) => words.keys[key]).join('、'),
    },
    {
      key: 'leads',
      title: words.leads,
      width: '80px',
      end: true,
      render: ({ leads: members, others }) => words.leadCount(members.length + others),
    },
    {
      key: 'suggestedOn',
      title: words.suggestedOn,
      width: '112px',
      from: 'desk',
      render: ({ suggestedOn }) => <DateText at={suggestedOn} relative />,
    },
    {
      key: 'status',
      title: words.status,
      width: '110px',
      from: 'tablet',
      render: ({ status }) => <StatusTag tone={tones[status]}>{words.statuses[status]}</StatusTag>,
    },
  ];
}

const isFirst = (text: string, at: number, all: readonly string[]): boolean => all.indexOf(text) === at;
