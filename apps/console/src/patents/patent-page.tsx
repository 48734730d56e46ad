import { Alert, Button, Select } from 'antd';
import { useParams } from 'react-router';
import { asProblem } from '../api/problem.js';
import { Certainty } from '../kit/basis.js';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { momentText, today } from '../kit/dates.js';
import { Facts } from '../kit/facts.js';
import { Page, Section, TwoColumns } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { useFilters } from '../kit/url-filters.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { Dependents } from './dependents.js';
import { EventsTimeline } from './events-timeline.js';
import { type PatentTimeline, usePatent } from './patent-data.js';
import { patentWords } from './patents.words.js';
import { PeriodsTable } from './periods-table.js';
import { StatusOnDay } from './status-on-day.js';
import './patents.css';

const names = ['on', 'knownAt'] as const;

/** A patent: what it is on any day, why, as known when; its legal events; what rests on it. */
export function Component() {
  const { number = '' } = useParams();
  const { filters, set } = useFilters(names);
  const query = usePatent(number, filters.knownAt);
  const words = useWords(patentWords);
  const title = query.data?.title ?? words.title;
  return (
    <Page
      title={title}
      beside={<CopyNumber number={query.data?.patentNumber ?? number} kind="patent" />}
      actions={query.data && <Tools patent={query.data} knownAt={filters.knownAt} set={set} />}
    >
      {isMissing(query.error) ? (
        <NotInRegister number={number} />
      ) : (
        <PageState query={query}>
          {(patent) => <PatentParts patent={patent} filters={filters} set={set} />}
        </PageState>
      )}
    </Page>
  );
}

const isMissing = (error: unknown): boolean => error !== null && asProblem(error).status === 404;

/** Leads and cases may rest on a number that examination has not reported yet. */
function NotInRegister({ number }: { number: string }) {
  const words = useWords(patentWords);
  return (
    <>
      <Section title={words.notInRegister}>
        <p className="soft">{words.notInRegisterNext}</p>
      </Section>
      <Dependents number={number} />
    </>
  );
}

interface PartsProps {
  readonly patent: PatentTimeline;
  readonly filters: { readonly on?: string; readonly knownAt?: string };
  readonly set: (change: { on?: string | undefined; knownAt?: string | undefined }) => void;
}

function PatentParts({ patent, filters, set }: PartsProps) {
  const words = useWords(patentWords);
  return (
    <>
      <KnownThen patent={patent} knownAt={filters.knownAt} set={set} />
      <TwoColumns
        left={
          <>
            <StatusOnDay
              patent={patent}
              day={filters.on ?? today()}
              onDay={(on) => set({ on: on === today() ? undefined : on })}
            />
            <Section title={words.periods}>
              <PeriodsTable patent={patent} />
            </Section>
            <Dependents number={patent.patentNumber} />
          </>
        }
        right={
          <>
            <PatentFacts patent={patent} />
            <Section title={words.events}>
              <EventsTimeline events={patent.events} />
            </Section>
          </>
        }
      />
    </>
  );
}

interface KnownProps {
  readonly patent: PatentTimeline;
  readonly knownAt: string | undefined;
  readonly set: (change: { knownAt: string | undefined }) => void;
}

/** Which knowledge of the register is shown: now, or that of a moment at which it learned something. */
function Tools({ patent, knownAt, set }: KnownProps) {
  const [words, general, language] = [useWords(patentWords), useWords(common), useLanguage()];
  const moments = [...patent.moments].reverse().map((moment) => ({
    value: moment,
    // Two imports may fall into one minute.
    label: words.knownThen(`${momentText(moment, language)}:${moment.slice(17, 19)}`),
  }));
  return (
    <>
      <Select
        aria-label={words.knownAt}
        className="known-at"
        prefix={words.knownAt}
        value={knownAt ?? ''}
        options={[{ value: '', label: words.knownNow }, ...moments]}
        onChange={(value: string) => set({ knownAt: value || undefined })}
        popupMatchSelectWidth={false}
      />
      <Button onClick={() => window.print()}>{general.print}</Button>
    </>
  );
}

function KnownThen({ patent, knownAt, set }: KnownProps) {
  const [words, language] = [useWords(patentWords), useLanguage()];
  if (knownAt === undefined) return null;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={words.knownLead(momentText(patent.knownAt, language))}
      action={
        <Button size="small" onClick={() => set({ knownAt: undefined })}>
          {words.backToNow}
        </Button>
      }
    />
  );
}

function PatentFacts({ patent }: { patent: PatentTimeline }) {
  const words = useWords(patentWords);
  return (
    <Section title={wordFor(words.types, patent.type)}>
      <Facts
        facts={[
          [words.filedOn, <DateText at={patent.filedOn} />],
          [words.endsOn, <DateText at={patent.endsOn} />],
          [
            words.term,
            <>
              {words.termYears(patent.termYears)} <Certainty certainty={patent.termCertainty} />
            </>,
          ],
        ]}
      />
    </Section>
  );
}
