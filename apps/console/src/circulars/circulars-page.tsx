import { useMemo } from 'react';
import { useAgencyName } from '../api/agencies.js';
import { bodyOf, leads } from '../api/clients.js';
import { useMay } from '../api/session.js';
import { DateText } from '../kit/date-text.js';
import { FilterChips } from '../kit/filter-chips.js';
import { ClearFilters, FilterChoice, FilterText } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { useWords } from '../words/words.js';
import { type Circular, tones } from './circular-data.js';
import { circularWords } from './circulars.words.js';

const chips = ['caseId', 'addresseesIn', 'distributedFrom', 'distributedTo', 'receipt'] as const;
const names = ['status', 'mine', 'silent', 'title', ...chips] as const;

/** Circulars that the agency proposed, received, or checks. */
export function Component() {
  const words = useWords(circularWords);
  const { filters, set, isFiltered } = useFilters(names);
  const mayAnswer = useMay('circular:answer');
  const source = useMemo(
    (): ListSource<Circular> => ({
      service: 'lead-reporting',
      resource: 'circulars',
      filters,
      load: ({ cursor, limit }) =>
        bodyOf(leads.GET('/circulars', { params: { query: { ...filters, cursor, limit } as never } })),
    }),
    [filters],
  );
  return (
    <Page title={words.title} lead={words.lead}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ id }) => id}
        href={({ id }) => `/circulars/${id}`}
        label={words.title}
        empty={{ title: words.emptyTitle, next: words.emptyNext }}
        filters={
          <>
            <FilterChoice
              label={words.status}
              value={filters.status}
              options={words.statuses}
              onChange={(status) => set({ status })}
            />
            {mayAnswer && (
              <FilterChoice
                label={words.mine}
                value={filters.mine}
                options={words.mineOptions}
                onChange={(mine) => set({ mine })}
              />
            )}
            <FilterChoice
              label={words.silent}
              value={filters.silent}
              options={{ true: words.silentOnly }}
              onChange={(silent) => set({ silent })}
            />
            <FilterText
              label={words.titleFilter}
              value={filters.title}
              faultOf={(text) => ([...text.trim()].length < 2 ? words.titleTooShort : undefined)}
              onChange={(title) => set({ title })}
            />
            <FilterChips labels={words.chips} filters={filters} set={set} words={words.receipts} />
            <ClearFilters
              shown={isFiltered}
              clear={() => set(Object.fromEntries(names.map((name) => [name, undefined])))}
            />
          </>
        }
      />
    </Page>
  );
}

function useColumns(): Column<Circular>[] {
  const words = useWords(circularWords);
  const agencyName = useAgencyName();
  return [
    {
      key: 'status',
      title: words.status,
      width: '104px',
      render: ({ status }) => <StatusTag tone={tones[status]}>{words.statuses[status]}</StatusTag>,
    },
    {
      key: 'title',
      title: words.name,
      width: 'minmax(180px, 3fr)',
      render: ({ title, circularNo }) => (
        <span className="two-lines">
          <span>{title}</span>
          <span className="soft">{circularNo ?? '—'}</span>
        </span>
      ),
    },
    {
      key: 'silent',
      title: words.silent,
      width: 'minmax(130px, 1.2fr)',
      from: 'tablet',
      render: (circular) => <Silence circular={circular} />,
    },
    {
      key: 'by',
      title: words.acknowledgeBy,
      width: '120px',
      from: 'desk',
      render: ({ acknowledgeBy }) => <DateText at={acknowledgeBy} />,
    },
    {
      key: 'proposer',
      title: words.proposer,
      width: 'minmax(120px, 1.3fr)',
      from: 'desk',
      render: ({ proposer }) => agencyName(proposer),
    },
    {
      key: 'issuer',
      title: words.issuer,
      width: 'minmax(120px, 1.3fr)',
      from: 'desk',
      render: ({ issuer }) => agencyName(issuer),
    },
    {
      key: 'proposedOn',
      title: words.proposedOn,
      width: '112px',
      from: 'tablet',
      render: ({ proposedOn }) => <DateText at={proposedOn} relative />,
    },
  ];
}

/** Who let the day pass, by name on hover. */
function Silence({ circular: { silent, status, recipients } }: { circular: Circular }) {
  const words = useWords(circularWords);
  if (status !== 'distributed') return <span className="soft">—</span>;
  if (silent.length > 0)
    return (
      <span title={silent.join('、')}>
        <StatusTag tone="late">{words.silentCount(silent.length)}</StatusTag>
      </span>
    );
  const open = recipients.some(({ state }) => state === 'waiting' || state === 'outdated');
  return (
    <StatusTag tone={open ? 'waiting' : 'done'}>{open ? words.states.waiting : words.allAnswered}</StatusTag>
  );
}
