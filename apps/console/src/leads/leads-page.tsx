import { checkCreditCode, checkPatentNumber } from '@xianjie/identifiers';
import { useMemo } from 'react';
import { useAgencyName } from '../api/agencies.js';
import { bodyOf, leads } from '../api/clients.js';
import { useMay } from '../api/session.js';
import { NumberText } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { faultIn } from '../kit/field-rules.js';
import { FilterChips } from '../kit/filter-chips.js';
import { ClearFilters, FilterChoice, FilterText } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { LinkButton } from '../kit/link-button.js';
import { Page } from '../kit/page.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { useLanguage } from '../words/language.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { Lead } from './lead-data.js';
import { LeadStatus, PatentOnDay } from './lead-status.js';
import { leadWords } from './leads.words.js';

const names = [
  ...(['status', 'source', 'externalNo', 'patentNumber', 'creditCode', 'name', 'marked'] as const),
  ...(['area', 'submittedFrom', 'submittedTo', 'patented', 'answered'] as const),
] as const;

/** Leads that the officer may see, the newest first. */
export function Component() {
  const words = useWords(leadWords);
  const { filters, set, isFiltered } = useFilters(names);
  const maySubmit = useMay('lead:submit');
  const source = useMemo(
    (): ListSource<Lead> => ({
      service: 'lead-reporting',
      resource: 'leads',
      filters,
      load: ({ cursor, limit }) =>
        bodyOf(leads.GET('/leads', { params: { query: { ...filters, cursor, limit } as never } })),
    }),
    [filters],
  );
  const clear = () => set(Object.fromEntries(names.map((name) => [name, undefined])));
  return (
    <Page title={words.title} actions={maySubmit && <Submit />}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ id }) => id}
        href={({ id }) => `/leads/${id}`}
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

function Submit() {
  const words = useWords(leadWords);
  return (
    <>
      <LinkButton to="/leads/bulk">{words.bulk}</LinkButton>
      <LinkButton to="/leads/new" primary>
        {words.report}
      </LinkButton>
    </>
  );
}

type FilterProps = Pick<ReturnType<typeof useFilters<(typeof names)[number]>>, 'filters' | 'set'>;

function Choices({ filters, set }: FilterProps) {
  const [words, { sources }] = [useWords(leadWords), useWords(law)];
  return (
    <>
      <FilterChoice
        label={words.status}
        value={filters.status}
        options={words.statuses}
        onChange={(status) => set({ status })}
      />
      <FilterChoice
        label={words.source}
        value={filters.source}
        options={sources}
        onChange={(source) => set({ source })}
      />
      <FilterChoice
        label={words.mark}
        value={filters.marked}
        options={{ true: words.markedOnly, false: words.notMarked }}
        onChange={(marked) => set({ marked })}
      />
    </>
  );
}

function Numbers({ filters, set }: FilterProps) {
  const [words, language] = [useWords(leadWords), useLanguage()];
  return (
    <>
      <FilterText
        label={words.nameFilter}
        value={filters.name}
        faultOf={(text) => ([...text.trim()].length < 2 ? words.nameTooShort : undefined)}
        onChange={(name) => set({ name })}
      />
      <FilterText
        label={words.externalNo}
        value={filters.externalNo}
        onChange={(externalNo) => set({ externalNo })}
      />
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

function useColumns(): Column<Lead>[] {
  const [words, { actTypes, sources }] = [useWords(leadWords), useWords(law)];
  const agencyName = useAgencyName();
  return [
    { key: 'status', title: words.status, width: '124px', render: (lead) => <LeadStatus lead={lead} /> },
    {
      key: 'subject',
      title: words.subject,
      width: 'minmax(180px, 3fr)',
      render: ({ subject, goods, externalNo }) => (
        <span className="two-lines">
          <span>{subject.name}</span>
          <span className="soft">
            {goods} · {externalNo}
          </span>
        </span>
      ),
    },
    {
      key: 'act',
      title: words.actType,
      width: 'minmax(130px, 1.4fr)',
      from: 'tablet',
      render: ({ actType }) => wordFor(actTypes, actType),
    },
    {
      key: 'actOn',
      title: words.actOn,
      width: '112px',
      from: 'wide',
      render: ({ actOn }) => <DateText at={actOn} />,
    },
    {
      key: 'patent',
      title: words.patent,
      width: '150px',
      from: 'desk',
      render: ({ patentNumber }) => <NumberText number={patentNumber} kind="patent" />,
    },
    {
      key: 'patentStatus',
      title: words.patentStatus,
      width: '150px',
      from: 'desk',
      render: (lead) => <PatentOnDay lead={lead} />,
    },
    {
      key: 'submitter',
      title: words.submitter,
      width: 'minmax(120px, 1.4fr)',
      from: 'tablet',
      render: ({ submitter, origin }) => (
        <span className="two-lines">
          <span>{agencyName(submitter)}</span>
          <span className="soft">{wordFor(sources, origin.source)}</span>
        </span>
      ),
    },
    {
      key: 'submittedOn',
      title: words.submittedOn,
      width: '104px',
      from: 'desk',
      render: ({ submittedOn }) => <DateText at={submittedOn} relative />,
    },
  ];
}
