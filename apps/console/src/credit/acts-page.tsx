import { useMemo } from 'react';
import { bodyOf, credit } from '../api/clients.js';
import { useMay, useSession } from '../api/session.js';
import { NumberText } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { ClearFilters, FilterChoice, FilterText } from '../kit/filters.js';
import { LinkButton } from '../kit/link-button.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { useWords } from '../words/words.js';
import { actKindWords } from './act-kinds.words.js';
import { type DishonestAct, SERVICE } from './credit-data.js';
import { creditWords } from './credit.words.js';
import { isTooShort, partyQuery } from './find-party.js';
import { CreditTabs } from './tabs.js';

const names = ['find', 'kind', 'publishable'] as const;

/** Dishonest acts that the officer may see, with whether they are published and why. */
export function Component() {
  const words = useWords(creditWords);
  const { filters, set, isFiltered } = useFilters(names);
  const { officer } = useSession();
  const mayRecord = useMay('dishonest-act:record') && officer !== null;
  const source = useMemo((): ListSource<DishonestAct> => {
    const { find, ...others } = filters;
    return {
      service: SERVICE,
      resource: 'dishonest-acts',
      filters,
      load: ({ cursor, limit }) => {
        const { name, creditCode } = partyQuery(find);
        const query = {
          ...others,
          ...(name ? { name } : {}),
          ...(creditCode ? { creditCode } : {}),
          cursor,
          limit,
        };
        return bodyOf(credit.GET('/dishonest-acts', { params: { query: query as never } }));
      },
    };
  }, [filters]);
  return (
    <Page title={words.tabs.acts} beside={<CreditTabs />} actions={mayRecord && <RecordLink />}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ id }) => id}
        href={({ id }) => `/credit/dishonest-acts/${id}`}
        label={words.tabs.acts}
        empty={{ title: words.actsEmpty, next: words.actsEmptyNext }}
        filters={
          <>
            <FilterText
              label={words.findName}
              width={240}
              value={filters.find}
              faultOf={(text) => (isTooShort(text) ? words.findTooShort : undefined)}
              onChange={(find) => set({ find })}
            />
            <FilterChoice
              label={words.kind}
              value={filters.kind}
              options={useWords(actKindWords).short}
              onChange={(kind) => set({ kind })}
            />
            <FilterChoice
              label={words.publishable}
              value={filters.publishable}
              options={{ true: words.listed, false: words.notListed }}
              onChange={(publishable) => set({ publishable })}
            />
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

function RecordLink() {
  const words = useWords(creditWords);
  return (
    <LinkButton to="/credit/dishonest-acts/new" primary>
      {words.recordAct}
    </LinkButton>
  );
}

function useColumns(): Column<DishonestAct>[] {
  const [words, kinds] = [useWords(creditWords), useWords(actKindWords)];
  return [
    {
      key: 'publishable',
      title: words.publishable,
      width: '140px',
      render: ({ publishable }) => (
        <StatusTag tone={publishable ? 'near' : 'waiting'}>
          {publishable ? words.listed : words.notListed}
        </StatusTag>
      ),
    },
    {
      key: 'party',
      title: words.party,
      width: 'minmax(150px, 2fr)',
      render: ({ partyName, creditCode }) => (
        <span className="two-lines">
          <span>{partyName}</span>
          <span className="soft">
            <NumberText number={creditCode} kind="credit-code" />
          </span>
        </span>
      ),
    },
    {
      key: 'kind',
      title: words.kind,
      width: 'minmax(160px, 2.4fr)',
      from: 'tablet',
      render: ({ kind, recordNo }) => (
        <span className="two-lines">
          <span>{kinds.short[kind]}</span>
          <span className="soft">{recordNo}</span>
        </span>
      ),
    },
    {
      key: 'recognisedOn',
      title: words.recognisedOn,
      width: '118px',
      from: 'tablet',
      render: ({ recognisedOn }) => <DateText at={recognisedOn} />,
    },
    {
      key: 'agency',
      title: words.agency,
      width: 'minmax(120px, 1.2fr)',
      from: 'desk',
      render: ({ agencyName }) => agencyName,
    },
  ];
}
