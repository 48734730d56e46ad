import { checkCreditCode, checkPatentNumber } from '@xianjie/identifiers';
import { useMemo } from 'react';
import { useAgencyName } from '../api/agencies.js';
import { bodyOf, leads } from '../api/clients.js';
import { useMay } from '../api/session.js';
import { NumberText } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { FilterChips } from '../kit/filter-chips.js';
import { ClearFilters, FilterChoice, FilterText } from '../kit/filters.js';
import { faultIn } from '../kit/field-rules.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { LinkButton } from '../kit/link-button.js';
import { Page } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { endOfDay } from '../kit/time-left.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { useLanguage } from '../words/language.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { type CaseRow, tones } from './case-data.js';
import { caseWords } from './cases.words.js';

const names = [
  ...(['order', 'status', 'actType', 'suspected', 'transfer'] as const),
  ...([
    'caseNo',
    'patentNumber',
    'creditCode',
    'name',
    'agency',
    'area',
    'leadId',
    'openedFrom',
    'openedTo',
  ] as const),
] as const;
type Name = (typeof names)[number];

/** Cases of the agency and of those under it. */
export function Component() {
  const words = useWords(caseWords);
  const { filters, set, isFiltered } = useFilters(names);
  const mayOpen = useMay('case:handle');
  const source = useMemo(
    (): ListSource<CaseRow> => ({
      service: 'lead-reporting',
      resource: 'cases',
      filters,
      load: ({ cursor, limit }) =>
        bodyOf(leads.GET('/cases', { params: { query: { ...filters, cursor, limit } as never } })),
    }),
    [filters],
  );
  const clear = () => set(Object.fromEntries(names.map((name) => [name, undefined])));
  return (
    <Page title={words.title} actions={<Actions mayOpen={mayOpen} />}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ id }) => id}
        href={({ id }) => `/cases/${id}`}
        label={words.title}
        empty={{ title: words.emptyTitle, next: words.emptyNext }}
        filters={
          <>
            <Choices filters={filters} set={set} />
            <Numbers filters={filters} set={set} />
            <FilterChips labels={words.chips} filters={filters} set={set} />
            <ClearFilters shown={isFiltered} clear={clear} />
          </>
        }
      />
    </Page>
  );
}

function Actions({ mayOpen }: { mayOpen: boolean }) {
  const words = useWords(caseWords);
  return (
    <>
      <LinkButton to="/cases/unopened">{words.unopened}</LinkButton>
      {mayOpen && (
        <LinkButton to="/cases/new" primary>
          {words.open}
        </LinkButton>
      )}
    </>
  );
}

type FilterProps = Pick<ReturnType<typeof useFilters<Name>>, 'filters' | 'set'>;

function Choices({ filters, set }: FilterProps) {
  const [words, { actTypes }] = [useWords(caseWords), useWords(law)];
  const { OTHER: _none, ...acts } = actTypes;
  return (
    <>
      <FilterChoice
        label={words.order}
        value={filters.order}
        options={words.orders}
        onChange={(order) => set({ order })}
      />
      <FilterChoice
        label={words.status}
        value={filters.status}
        options={words.statuses}
        onChange={(status) => set({ status })}
      />
      <FilterChoice
        label={words.actType}
        value={filters.actType}
        options={acts}
        onChange={(actType) => set({ actType })}
      />
      <FilterChoice
        label={words.suspected}
        value={filters.suspected}
        options={{ true: words.suspectedOnly, false: words.notSuspected }}
        onChange={(suspected) => set({ suspected })}
      />
      <FilterChoice
        label={words.transferFilter}
        value={filters.transfer}
        options={words.transfers}
        onChange={(transfer) => set({ transfer })}
      />
    </>
  );
}

function Numbers({ filters, set }: FilterProps) {
  const [words, language] = [useWords(caseWords), useLanguage()];
  return (
    <>
      <FilterText
        label={words.nameFilter}
        value={filters.name}
        faultOf={(text) => ([...text.trim()].length < 2 ? words.nameTooShort : undefined)}
        onChange={(name) => set({ name })}
      />
      <FilterText label={words.caseNo} value={filters.caseNo} onChange={(caseNo) => set({ caseNo })} />
      <FilterText
        label={words.patent}
        value={filters.patentNumber}
        faultOf={faultIn(checkPatentNumber, language)}
        onChange={(patentNumber) => set({ patentNumber })}
      />
      <FilterText
        label={words.creditCode}
        value={filters.creditCode}
        faultOf={faultIn(checkCreditCode, language)}
        onChange={(creditCode) => set({ creditCode })}
      />
    </>
  );
}

function useColumns(): Column<CaseRow>[] {
  const [words, { actTypes }] = [useWords(caseWords), useWords(law)];
  const agencyName = useAgencyName();
  return [
    {
      key: 'limit',
      title: words.limit,
      width: 'minmax(124px, 1fr)',
      render: ({ limit }) => <Limit limit={limit} />,
    },
    {
      key: 'party',
      title: words.party,
      width: 'minmax(160px, 3fr)',
      render: ({ partyName, caseNo }) => (
        <span className="two-lines">
          <span>{partyName ?? words.partyUnknown}</span>
          <span className="soft">{caseNo}</span>
        </span>
      ),
    },
    {
      key: 'status',
      title: words.status,
      width: '96px',
      render: ({ status }) => <StatusTag tone={tones[status]}>{words.statuses[status]}</StatusTag>,
    },
    {
      key: 'act',
      title: words.actType,
      width: 'minmax(130px, 1.5fr)',
      from: 'tablet',
      render: ({ actType }) => wordFor(actTypes, actType),
    },
    {
      key: 'patent',
      title: words.patent,
      width: '150px',
      from: 'desk',
      render: ({ patentNumber }) => <NumberText number={patentNumber} kind="patent" />,
    },
    {
      key: 'suspected',
      title: words.suspected,
      width: '110px',
      from: 'desk',
      render: ({ suspected }) => (suspected ? <StatusTag tone="near">{words.suspected}</StatusTag> : ''),
    },
    {
      key: 'agency',
      title: words.agency,
      width: 'minmax(120px, 1.4fr)',
      from: 'wide',
      render: ({ agency }) => agencyName(agency),
    },
    {
      key: 'openedOn',
      title: words.openedOn,
      width: '112px',
      from: 'tablet',
      render: ({ openedOn }) => <DateText at={openedOn} relative />,
    },
  ];
}

/** What is left for deciding; nothing runs once it was decided. */
export function Limit({ limit }: { limit: CaseRow['limit'] }) {
  const words = useWords(caseWords);
  if (!limit) return <span className="soft">{words.noLimit}</span>;
  return (
    <TimeLeft
      dueAt={endOfDay(limit.dueOn)}
      lateAt={endOfDay(limit.lateAfter)}
      provisional={limit.provisional}
      compact
    />
  );
}
