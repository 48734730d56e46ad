import { useMemo } from 'react';
import { Segmented } from 'antd';
import { useAgencyName } from '../api/agencies.js';
import { bodyOf, leads } from '../api/clients.js';
import { DateText } from '../kit/date-text.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { endOfDay } from '../kit/time-left.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { WaitingLead } from './case-data.js';
import { caseWords } from './cases.words.js';

const names = ['state', 'agency'] as const;
const states = ['late', 'running', 'all'] as const;

/** Leads on which the competent agencies opened no case in time. */
export function Component() {
  const { waiting: words } = useWords(caseWords);
  const { filters, set } = useFilters(names);
  const state = states.find((each) => each === filters.state) ?? 'late';
  const source = useMemo(
    (): ListSource<WaitingLead> => ({
      service: 'lead-reporting',
      resource: 'leads',
      filters: { unopened: state, agency: filters.agency },
      load: ({ cursor, limit }) =>
        bodyOf(
          leads.GET('/cases/unopened', {
            params: { query: { state, agency: filters.agency, cursor, limit } },
          }),
        ),
    }),
    [state, filters.agency],
  );
  return (
    <Page title={words.title} lead={words.lead}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ leadId }) => leadId}
        href={({ leadId }) => `/leads/${leadId}`}
        label={words.title}
        empty={{ title: words.emptyTitle, next: words.emptyNext }}
        filters={
          <Segmented
            value={state}
            options={states.map((value) => ({ value, label: words.states[value] }))}
            onChange={(value) => set({ state: value })}
          />
        }
      />
    </Page>
  );
}

function useColumns(): Column<WaitingLead>[] {
  const [all, { actTypes, sources }] = [useWords(caseWords), useWords(law)];
  const words = all.waiting;
  const agencyName = useAgencyName();
  return [
    {
      key: 'due',
      title: words.due,
      width: 'minmax(130px, 1.2fr)',
      render: ({ dueOn, provisional, certainty }) => (
        <TimeLeft
          dueAt={endOfDay(dueOn)}
          lateAt={endOfDay(dueOn)}
          provisional={provisional}
          certainty={certainty}
          compact
        />
      ),
    },
    {
      key: 'subject',
      title: words.subject,
      width: 'minmax(160px, 3fr)',
      render: ({ subjectName, externalNo, source }) => (
        <span className="two-lines">
          <span>{subjectName}</span>
          <span className="soft">
            {externalNo} · {wordFor(sources, source)}
          </span>
        </span>
      ),
    },
    {
      key: 'act',
      title: all.actType,
      width: 'minmax(130px, 1.5fr)',
      from: 'tablet',
      render: ({ actType }) => wordFor(actTypes, actType),
    },
    {
      key: 'competent',
      title: words.competent,
      width: 'minmax(120px, 1.5fr)',
      render: ({ competent }) => agencyName(competent),
    },
    {
      key: 'submitter',
      title: words.submitter,
      width: 'minmax(120px, 1.5fr)',
      from: 'desk',
      render: ({ submitter }) => agencyName(submitter),
    },
    {
      key: 'assignedOn',
      title: words.assignedOn,
      width: '112px',
      from: 'tablet',
      render: ({ assignedOn }) => <DateText at={assignedOn} />,
    },
    {
      key: 'basis',
      title: all.basis,
      width: 'minmax(140px, 1.5fr)',
      from: 'desk',
      render: ({ basis }) => (
        <span className="soft" title={basis}>
          {basis}
        </span>
      ),
    },
  ];
}
