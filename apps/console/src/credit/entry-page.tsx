import { Button } from 'antd';
import { useParams } from 'react-router';
import { useMay, useSession } from '../api/session.js';
import { Basis } from '../kit/basis.js';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { Facts } from '../kit/facts.js';
import { Page, Section, TwoColumns } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { common } from '../words/common.words.js';
import { wordFor } from '../words/law.words.js';
import { useText, useWords } from '../words/words.js';
import { ApplyRepair } from './apply-repair.js';
import { type ListEntry, useEntry, useEntryHistory } from './credit-data.js';
import { creditWords } from './credit.words.js';
import { DaysTable } from './days-table.js';
import { termDays } from './entry-days.js';
import { HistoryTimeline } from './history-timeline.js';
import { PeriodBars } from './period-bars.js';
import { EntryStatus } from './status.js';
import './credit.css';

/** A party on a dishonesty list: since when, how long, on which basis. */
export function Component() {
  const { id = '' } = useParams();
  const query = useEntry(id);
  const [words, general] = [useWords(creditWords), useWords(common)];
  const entry = query.data;
  return (
    <Page
      title={entry?.partyName ?? words.tabs.entries}
      beside={
        entry && (
          <>
            <EntryStatus status={entry.status} />
            <span className="soft">{words.lists[entry.list]}</span>
          </>
        )
      }
      actions={<Button onClick={() => window.print()}>{general.print}</Button>}
    >
      <PageState query={query}>{(found) => <EntryParts entry={found} />}</PageState>
    </Page>
  );
}

function EntryParts({ entry }: { entry: ListEntry }) {
  const words = useWords(creditWords);
  return (
    <TwoColumns
      left={
        <>
          <EntryActs entry={entry} />
          <TermSection entry={entry} />
          <EntryFacts entry={entry} />
        </>
      }
      right={
        <Section title={words.history}>
          <HistoryTimeline query={useEntryHistory(entry.id)} />
        </Section>
      }
    />
  );
}

function EntryActs({ entry }: { entry: ListEntry }) {
  const words = useWords(creditWords);
  const { agency } = useSession();
  const may = useMay('repair:apply') && (agency.id === entry.agency || agency.kind === 'credit-platform');
  if (!may || entry.status !== 'listed') return null;
  return (
    <div className="no-print">
      <Section title={words.acts}>
        <ApplyRepair subjectKind="list-entry" subjectId={entry.id} repairableFrom={entry.repairableFrom} />
      </Section>
    </div>
  );
}

function TermSection({ entry }: { entry: ListEntry }) {
  const [words, text] = [useWords(creditWords), useText()];
  const { startsOn, repairableFrom, endsOn, removedOn, basis, certainty } = entry;
  return (
    <Section title={words.entryPeriod}>
      <PeriodBars rows={[{ key: entry.id, label: words.lists[entry.list], days: termDays(entry) }]} />
      <Facts
        wide
        facts={[
          [
            words.rule,
            <>
              {text(entry.says)} · <Basis basis={basis} certainty={certainty} />
            </>,
          ],
        ]}
      />
      <DaysTable
        rows={[
          { name: 'startsOn', day: startsOn, basis, certainty },
          {
            name: 'repairableFrom',
            day: repairableFrom,
            basis: entry.repairBasis,
            certainty: entry.repairCertainty,
          },
          { name: 'longestUntil', day: endsOn, basis, certainty },
          {
            name: 'removedOn',
            day: removedOn,
            note: [wordFor(words.removals, entry.removedBecause), entry.removedDocumentNo]
              .filter((part) => part && part !== '—')
              .join(' · '),
          },
        ]}
      />
    </Section>
  );
}

function EntryFacts({ entry }: { entry: ListEntry }) {
  const words = useWords(creditWords);
  return (
    <Section title={words.party}>
      <Facts
        facts={[
          [words.creditCode, <CopyNumber number={entry.creditCode} kind="credit-code" />],
          [words.agency, entry.agencyName],
          [
            words.recognisedOn,
            <>
              {entry.recognisedOn.map((day, index) => (
                <span key={day}>
                  {index > 0 && '、'}
                  <DateText at={day} />
                </span>
              ))}
            </>,
          ],
        ]}
      />
    </Section>
  );
}
