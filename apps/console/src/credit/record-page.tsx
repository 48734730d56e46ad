import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { useMay } from '../api/session.js';
import { Basis } from '../kit/basis.js';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { endOfDay } from '../kit/time-left.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { Facts } from '../kit/facts.js';
import { Money } from '../kit/money.js';
import { Page, Section, TwoColumns } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { common } from '../words/common.words.js';
import { law, wordFor } from '../words/law.words.js';
import { useText, useWords } from '../words/words.js';
import { type RecordDetail, useRecord, useRecordHistory, useSameDecision } from './credit-data.js';
import { creditWords } from './credit.words.js';
import { DaysTable } from './days-table.js';
import { HistoryTimeline } from './history-timeline.js';
import { PeriodBars } from './period-bars.js';
import { RecordActs } from './record-acts.js';
import { RecordStatus } from './status.js';
import './credit.css';

/** What the public may see of a decision in one system: how long, on which basis, and what was done with it. */
export function Component() {
  const { id = '' } = useParams();
  const query = useRecord(id);
  const [words, general] = [useWords(creditWords), useWords(common)];
  const record = query.data;
  return (
    <Page
      title={record ? (record.partyName ?? words.person) : words.tabs.publicity}
      beside={
        record && (
          <>
            <RecordStatus record={record} />
            <span className="soft">{words.systems[record.system]}</span>
            {record.status === 'prepared' && record.publishBy && (
              <TimeLeft compact dueAt={endOfDay(record.publishBy)} lateAt={endOfDay(record.publishBy)} />
            )}
          </>
        )
      }
      actions={<Button onClick={() => window.print()}>{general.print}</Button>}
    >
      <PageState query={query}>{(found) => <RecordParts record={found} />}</PageState>
    </Page>
  );
}

function RecordParts({ record }: { record: RecordDetail }) {
  const words = useWords(creditWords);
  return (
    <TwoColumns
      left={
        <>
          <RecordActs record={record} />
          <PeriodSection record={record} />
          <DecisionSection record={record} />
          {record.row && <ShownRow row={record.row} />}
        </>
      }
      right={
        <Section title={words.history}>
          <HistoryTimeline query={useRecordHistory(record.id)} />
        </Section>
      }
    />
  );
}

/** Both systems of a decision on one axis, and the days in words with what each rests on. */
function PeriodSection({ record }: { record: RecordDetail }) {
  const [words, text] = [useWords(creditWords), useText()];
  const { data } = useSameDecision(record.decisionNo, record.id);
  const others = (data?.items ?? []).filter(({ id, status }) => id !== record.id && status !== 'withheld');
  const all = record.status === 'withheld' ? [] : [record, ...others];
  const { showing } = record;
  return (
    <Section title={words.periodTitle}>
      {all.length > 0 && (
        <PeriodBars
          rows={all.map(({ id, system, showing: days }) => ({ key: id, label: words.systems[system], days }))}
        />
      )}
      <Facts
        wide
        facts={[
          record.penaltyClass !== null && [words.penaltyClass, wordFor(words.classes, record.penaltyClass)],
          record.withheldBecause !== null && [
            words.withheld,
            wordFor(words.withholdings, record.withheldBecause),
          ],
          record.basis !== null && [words.rule, <Rule record={record} />],
        ]}
      />
      {record.status !== 'withheld' && (
        <DaysTable
          rows={[
            {
              name: 'startsOn',
              day: showing.startsOn,
              note: showing.runsFrom && words.runsFrom[showing.runsFrom],
            },
            {
              name: 'publishBy',
              day: record.status === 'prepared' ? record.publishBy : null,
              basis: record.publishRule?.basis ?? null,
              certainty: record.publishRule?.certainty ?? null,
              note: record.publishRule && text(record.publishRule.says),
            },
            { name: 'shownFrom', day: showing.shownFrom },
            {
              name: 'repairableFrom',
              day: showing.earlyStop ? showing.repairableFrom : null,
              basis: showing.repairBasis,
              certainty: showing.repairCertainty,
            },
            {
              name: 'longestUntil',
              day: showing.longestUntil,
              basis: record.basis,
              certainty: record.certainty,
            },
            {
              name: 'removedOn',
              day: showing.removedOn,
              note: [wordFor(words.removals, record.removedBecause), record.removedDocumentNo]
                .filter((part) => part && part !== '—')
                .join(' · '),
            },
          ]}
          note={showing.earlyStop ? null : words.noEarlyStop}
        />
      )}
    </Section>
  );
}

/** What the law says of the period, the article, and how well it is known. */
function Rule({ record: { rule, basis, certainty } }: { record: RecordDetail }) {
  const text = useText();
  return (
    <>
      {rule && `${text(rule.says)} · `}
      <Basis basis={basis} certainty={certainty} />
    </>
  );
}

function DecisionSection({ record }: { record: RecordDetail }) {
  const [words, { subjects }] = [useWords(creditWords), useWords(law)];
  const mayOpen = useMay('case:read');
  return (
    <Section title={words.decision}>
      <Facts
        facts={[
          [words.decisionNo, <CopyNumber number={record.decisionNo} />],
          [words.decidedOn, <DateText at={record.decidedOn} />],
          [words.agency, record.agencyName],
          [words.party, `${record.partyName ?? words.person} · ${wordFor(subjects, record.partyKind)}`],
          record.creditCode !== null && [
            words.creditCode,
            <CopyNumber number={record.creditCode} kind="credit-code" />,
          ],
          [words.penalties, record.penalties.map((kind) => wordFor(words.penaltyKinds, kind)).join('、')],
          record.fineFen !== '0' && [words.fine, <Money fen={record.fineFen} />],
          record.confiscationFen !== '0' && [words.confiscation, <Money fen={record.confiscationFen} />],
          record.annulledOn !== null && [words.annulledOn, <DateText at={record.annulledOn} />],
          mayOpen && [words.case, <Link to={`/cases/${record.caseId}`}>{words.openCase}</Link>],
        ]}
      />
      <Facts
        wide
        facts={[
          [words.violation, record.violation],
          [words.legalBasis, record.legalBasis],
          [words.content, record.content],
        ]}
      />
    </Section>
  );
}

/** As a credit platform loads it. */
function ShownRow({ row }: { row: NonNullable<RecordDetail['row']> }) {
  const words = useWords(creditWords);
  const filled = Object.entries(row).filter(([, value]) => value !== null);
  return (
    <Section title={words.shownRow}>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={words.shownRow}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.value}</th>
            </tr>
          </thead>
          <tbody>
            {filled.map(([column, value]) => (
              <tr key={column}>
                <th scope="row" className="number">
                  {column}
                </th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
