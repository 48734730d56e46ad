import { useMemo } from 'react';
import { bodyOf, credit } from '../api/clients.js';
import { DateText } from '../kit/date-text.js';
import { ClearFilters, FilterChoice } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { endOfDay } from '../kit/time-left.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { useWords } from '../words/words.js';
import { type Repair, SERVICE } from './credit-data.js';
import { creditWords } from './credit.words.js';
import { RepairStatus, Verdict } from './status.js';
import { subjectText } from './subject-text.js';
import { CreditTabs } from './tabs.js';

const names = ['status'] as const;

/** Applications for repair that the officer's agency handed in or decides. */
export function Component() {
  const words = useWords(creditWords);
  const { filters, set, isFiltered } = useFilters(names);
  const source = useMemo(
    (): ListSource<Repair> => ({
      service: SERVICE,
      resource: 'repairs',
      filters,
      load: ({ cursor, limit }) =>
        bodyOf(credit.GET('/repairs', { params: { query: { ...filters, cursor, limit } as never } })),
    }),
    [filters],
  );
  return (
    <Page title={words.tabs.repairs} beside={<CreditTabs />}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ id }) => id}
        href={({ id }) => `/credit/repairs/${id}`}
        label={words.tabs.repairs}
        empty={{ title: words.repairsEmpty, next: words.repairsEmptyNext }}
        filters={
          <>
            <FilterChoice
              label={words.status}
              value={filters.status}
              options={words.repairStatuses}
              onChange={(status) => set({ status })}
            />
            <ClearFilters shown={isFiltered} clear={() => set({ status: undefined })} />
          </>
        }
      />
    </Page>
  );
}

function useColumns(): Column<Repair>[] {
  const words = useWords(creditWords);
  return [
    {
      key: 'left',
      title: words.status,
      width: '150px',
      render: ({ status, replyBy }) =>
        status === 'pending' && replyBy ? (
          <TimeLeft compact dueAt={endOfDay(replyBy)} lateAt={endOfDay(replyBy)} />
        ) : (
          <RepairStatus status={status} />
        ),
    },
    {
      key: 'subject',
      title: words.subject,
      width: 'minmax(160px, 3fr)',
      render: (repair) => (
        <span className="two-lines">
          <span>{repair.subject?.partyName ?? words.person}</span>
          <span className="soft">{subjectText(repair, words)}</span>
        </span>
      ),
    },
    {
      key: 'verdict',
      title: words.verdict,
      width: '180px',
      from: 'tablet',
      render: ({ verdict }) => <Verdict verdict={verdict} />,
    },
    {
      key: 'appliedOn',
      title: words.appliedOn,
      width: '118px',
      from: 'tablet',
      render: ({ appliedOn }) => <DateText at={appliedOn} />,
    },
    {
      key: 'applicant',
      title: words.applicant,
      width: 'minmax(120px, 1.4fr)',
      from: 'desk',
      render: ({ applicantName }) => applicantName,
    },
    {
      key: 'agency',
      title: words.decidedBy,
      width: 'minmax(120px, 1.4fr)',
      from: 'desk',
      render: ({ agencyName }) => agencyName,
    },
  ];
}
