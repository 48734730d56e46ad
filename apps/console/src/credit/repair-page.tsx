import { Button, Form, Input, Radio } from 'antd';
import { Link, useParams } from 'react-router';
import { bodyOf, credit } from '../api/clients.js';
import { useMay, useSession } from '../api/session.js';
import { ActButton, type Latest } from '../kit/act.js';
import { Basis } from '../kit/basis.js';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { dayText } from '../kit/dates.js';
import { Facts } from '../kit/facts.js';
import { atMost, required } from '../kit/field-rules.js';
import { Page, Section } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { endOfDay } from '../kit/time-left.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { readRepair, type Repair, useRefresh, useRepair } from './credit-data.js';
import { creditWords } from './credit.words.js';
import { PeriodBars } from './period-bars.js';
import { RepairStatus, Verdict } from './status.js';
import { subjectText } from './subject-text.js';
import './credit.css';

/** An application for repair: what the law makes of it, and what the agency decided. */
export function Component() {
  const { id = '' } = useParams();
  const query = useRepair(id);
  const [words, general] = [useWords(creditWords), useWords(common)];
  const repair = query.data;
  return (
    <Page
      title={
        repair ? `${words.tabs.repairs} · ${repair.subject?.partyName ?? words.person}` : words.tabs.repairs
      }
      beside={
        repair && (
          <>
            <RepairStatus status={repair.status} />
            {repair.status === 'pending' && repair.replyBy && (
              <TimeLeft dueAt={endOfDay(repair.replyBy)} lateAt={endOfDay(repair.replyBy)} />
            )}
          </>
        )
      }
      actions={<Button onClick={() => window.print()}>{general.print}</Button>}
    >
      <PageState query={query}>
        {(found) => (
          <div className="form-sections">
            <RepairActs repair={found} />
            <VerdictSection repair={found} />
            <Application repair={found} />
          </div>
        )}
      </PageState>
    </Page>
  );
}

/** Against the period of what it is about. */
function VerdictSection({ repair }: { repair: Repair }) {
  const [words, language] = [useWords(creditWords), useLanguage()];
  const { subject, earliest, verdict, why, basis, certainty } = repair;
  return (
    <Section title={words.verdictTitle}>
      {subject && (
        <PeriodBars
          rows={[
            {
              key: repair.id,
              label: subjectText(repair, words),
              days: {
                startsOn: subject.shownFrom,
                shownFrom: subject.shownFrom,
                repairableFrom: earliest,
                longestUntil: subject.endsOn,
                removedOn: subject.removedOn,
              },
            },
          ]}
        />
      )}
      <Facts
        wide
        facts={[
          [words.verdict, <Verdict verdict={verdict} />],
          [words.earliest, dayText(earliest, language)],
          [words.why, why],
          [words.rule, <Basis basis={basis} certainty={certainty} />],
        ]}
      />
    </Section>
  );
}

function Application({ repair }: { repair: Repair }) {
  const [words, general] = [useWords(creditWords), useWords(common)];
  const { subjectKind, subjectId } = repair;
  const path = subjectKind === 'list-entry' ? 'list-entries' : 'publicity';
  const isDecided = repair.status === 'granted' || repair.status === 'refused';
  return (
    <Section title={words.subjects[subjectKind]}>
      <Facts
        facts={[
          [words.subject, <Link to={`/credit/${path}/${subjectId}`}>{subjectText(repair, words)}</Link>],
          repair.creditCode !== null && [
            words.creditCode,
            <CopyNumber number={repair.creditCode} kind="credit-code" />,
          ],
          [words.applicant, repair.applicantName],
          [words.appliedOn, <DateText at={repair.appliedOn} />],
          [words.decidedBy, repair.agencyName],
          repair.replyBy !== null && [words.replyBy, <DateText at={repair.replyBy} />],
          [words.corrected, repair.corrected ? general.yes : general.no],
          [words.commitment, repair.commitment ? general.yes : general.no],
          isDecided && [words.outcome, words[repair.status as 'granted' | 'refused']],
          repair.decidedOn !== null && [words.day, <DateText at={repair.decidedOn} />],
          repair.documentNo !== null && [words.documentNo, <CopyNumber number={repair.documentNo} />],
        ]}
      />
      <Facts
        wide
        facts={[
          repair.statement !== null && [words.statement, repair.statement],
          repair.reason !== null && [words.decisionReason, repair.reason],
        ]}
      />
    </Section>
  );
}

function RepairActs({ repair }: { repair: Repair }) {
  const words = useWords(creditWords);
  const { agency, officer } = useSession();
  const mayDecide = useMay('repair:decide') && agency.id === repair.agency && officer !== null;
  const mayWithdraw = useMay('repair:apply') && agency.id === repair.applicant;
  if (repair.status !== 'pending' || (!mayDecide && !mayWithdraw)) return null;
  return (
    <div className="no-print">
      <Section title={words.acts}>
        <div className="acts">
          {mayDecide && <Decide repair={repair} />}
          {mayWithdraw && <Withdraw repair={repair} />}
        </div>
      </Section>
    </div>
  );
}

interface Decision {
  readonly granted: boolean;
  readonly reason: string;
  readonly documentNo?: string;
}

function Decide({ repair }: { repair: Repair }) {
  const [words, language] = [useWords(creditWords), useLanguage()];
  const refresh = useRefresh();
  const mayGrant = repair.verdict === 'ELIGIBLE';
  const latest = async (): Promise<Latest> => {
    const now = await readRepair(repair.id);
    const [yours, theirs] = [words.repairStatuses[repair.status], words.repairStatuses[now.status]];
    return { version: now.version, rows: [{ label: words.status, yours, theirs }] };
  };
  return (
    <ActButton<Decision>
      label={words.decide}
      follows={mayGrant ? words.decideFollows : words.notEligible(words.verdicts[repair.verdict])}
      tone="primary"
      initial={{ granted: mayGrant }}
      draft={`repair.${repair.id}.decide`}
      latest={latest}
      act={async (values, version) => {
        const body = { ...values, version: version ?? repair.version };
        const params = { path: { id: repair.id } };
        await bodyOf(credit.POST('/repairs/{id}/decision', { params, body }));
        await refresh();
      }}
      fields={
        <>
          <Form.Item name="granted" label={words.outcome}>
            <Radio.Group
              options={[
                { value: true, label: words.granted, disabled: !mayGrant },
                { value: false, label: words.refused },
              ]}
            />
          </Form.Item>
          <Form.Item
            name="reason"
            label={words.decideReason}
            rules={[required(language), atMost(2000, language)]}
          >
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
          <Form.Item name="documentNo" label={words.documentNo} rules={[atMost(100, language)]}>
            <Input />
          </Form.Item>
        </>
      }
    />
  );
}

function Withdraw({ repair }: { repair: Repair }) {
  const words = useWords(creditWords);
  const refresh = useRefresh();
  return (
    <ActButton
      label={words.withdraw}
      follows={words.withdrawFollows}
      act={async () => {
        await bodyOf(credit.POST('/repairs/{id}/withdrawal', { params: { path: { id: repair.id } } }));
        await refresh();
      }}
    />
  );
}
