import { Alert, Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Service } from '../api/clients.js';
import { useSession } from '../api/session.js';
import { FilterChoice } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { Page } from '../kit/page.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { useWidth } from '../kit/width.js';
import { useFilters } from '../kit/url-filters.js';
import type { ListSource } from '../kit/use-list.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useText, useWords } from '../words/words.js';
import { type Bucket, buckets, clockServices, countsQueries, totalOf } from './counts.js';
import { readWork } from './read-work.js';
import { todayWords } from './today.words.js';
import { mergedWork, pathOf, type Work } from './work.js';
import { WorkActs } from './work-acts.js';

const names = ['bucket', 'area', 'whose'] as const;

/** What must be done, over all services, by legal time left. */
export function Component() {
  const words = useWords(todayWords);
  const session = useSession();
  const general = useWords(common);
  const { filters, set, isFiltered } = useFilters(names);
  const [failed, setFailed] = useState<readonly Service[]>([]);
  const source = useSource(filters, setFailed);
  const shown = clockServices(session);
  const areas = Object.fromEntries(shown.map((service) => [service, words.areas[service]]));
  return (
    <Page title={words.title} lead={words.lead}>
      {failed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={words.partly(failed.map((service) => words.areas[service]).join('、'))}
        />
      )}
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={({ service, id }) => `${service}/${id}`}
        href={(work) => pathOf(work, session.agency.kind)}
        label={words.title}
        empty={isFiltered ? { title: general.empty } : { title: words.emptyTitle, next: words.emptyNext }}
        filters={
          <>
            <Buckets chosen={filters.bucket} choose={(bucket) => set({ bucket })} />
            <FilterChoice
              label={words.area}
              value={filters.area}
              options={areas}
              onChange={(area) => set({ area })}
            />
            <FilterChoice
              label={words.whose}
              value={filters.whose}
              options={words.whoseOptions}
              onChange={(whose) => set({ whose })}
            />
          </>
        }
      />
    </Page>
  );
}

function useSource(
  filters: Partial<Record<(typeof names)[number], string>>,
  tell: (failed: readonly Service[]) => void,
) {
  const session = useSession();
  return useMemo((): ListSource<Work> => {
    const bucket = buckets.find((each) => each === filters.bucket);
    const asked = clockServices(session).filter((service) => !filters.area || service === filters.area);
    return {
      service: 'lead-reporting',
      resource: 'clocks',
      filters: { ...filters, asked },
      load: async ({ cursor, limit }) => {
        const { items, nextCursor, failed } = await mergedWork(asked, readWork, { bucket, cursor, limit });
        tell(failed);
        return { items: items.filter(isOf(filters.whose)), nextCursor };
      },
    };
  }, [filters, session, tell]);
}

const isOf = (whose: string | undefined) => (work: Work) =>
  whose === undefined || (whose === 'own') === work.responsible;

/** How many are late, end today, end this week; a click shows only these. */
function Buckets({
  chosen,
  choose,
}: {
  chosen: string | undefined;
  choose: (bucket: string | undefined) => void;
}) {
  const words = useWords(todayWords);
  const counts = useQueries({ queries: countsQueries(useSession()) });
  const total = totalOf(counts.flatMap(({ data }) => (data ? [data] : [])));
  const label = useCallback((bucket: Bucket) => `${words.buckets[bucket]} ${total[bucket]}`, [words, total]);
  return (
    <Segmented
      value={chosen ?? 'ALL'}
      onChange={(value) => choose(value === 'ALL' ? undefined : value)}
      options={[
        { value: 'ALL', label: words.all },
        ...buckets.map((bucket) => ({ value: bucket, label: label(bucket) })),
      ]}
    />
  );
}

function useColumns(): Column<Work>[] {
  const [words, language, text] = [useWords(todayWords), useLanguage(), useText()];
  const { agency } = useSession();
  const isPhone = useWidth() === 'phone';
  const verbOf = ({ limit }: Work) =>
    (words.verbs as Readonly<Record<string, string | undefined>>)[limit.key];
  return [
    {
      key: 'left',
      title: words.timeLeft,
      width: 'minmax(128px, 1.1fr)',
      render: ({ dueAt, lateAt, provisional, certainty }) => (
        <TimeLeft {...{ dueAt, lateAt, provisional, certainty }} compact />
      ),
    },
    {
      key: 'todo',
      title: words.todo,
      width: 'minmax(170px, 2.2fr)',
      render: (work) => (
        <span className="two-lines">
          <span title={text(work.limit.name)}>{verbOf(work) ?? text(work.limit.name)}</span>
          <span className="soft">
            {isPhone && work.subject.label ? `${work.subject.label} · ` : ''}
            {text(work.dueText)}
          </span>
        </span>
      ),
    },
    {
      key: 'on',
      title: words.on,
      width: 'minmax(150px, 1.6fr)',
      from: 'tablet',
      render: (work) => <Subject work={work} />,
    },
    {
      key: 'basis',
      title: words.basis,
      width: 'minmax(170px, 2.2fr)',
      from: 'desk',
      render: (work) => (
        <span
          className="two-lines"
          title={`${work.basis} · ${text(work.counted)} · ${words.meanings[work.meaning]}`}
        >
          <span>{work.basis}</span>
          <span className="soft">
            {text(work.counted)}
            {work.meaning === 'DUTY' ? '' : ` · ${words.meanings[work.meaning]}`}
          </span>
        </span>
      ),
    },
    {
      key: 'who',
      title: words.who,
      width: 'minmax(96px, 1fr)',
      from: 'desk',
      render: (work) => (work.agency.id === agency.id ? words.own : work.agency.name),
    },
    {
      key: 'acts',
      title: words.acts,
      width: language === 'zh' ? '190px' : '250px',
      from: 'tablet',
      end: true,
      render: (work) => <WorkActs work={work} />,
    },
  ];
}

function Subject({ work }: { work: Work }) {
  const words = useWords(todayWords);
  const to = pathOf(work, useSession().agency.kind);
  const kind = (words.subjects as Readonly<Record<string, string>>)[work.subject.type] ?? work.subject.type;
  return (
    <span className="two-lines">
      {to ? <Link to={to}>{work.subject.label}</Link> : <span>{work.subject.label ?? '—'}</span>}
      <span className="soft">{kind}</span>
    </span>
  );
}
