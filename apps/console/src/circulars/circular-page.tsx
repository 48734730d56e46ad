import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import { useAgencyName } from '../api/agencies.js';
import { useMay } from '../api/session.js';
import { DateText } from '../kit/date-text.js';
import { Facts } from '../kit/facts.js';
import { Page, Section, TwoColumns } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { Timeline } from '../kit/timeline.js';
import { useWords } from '../words/words.js';
import { CircularActs } from './circular-acts.js';
import { type Circular, tones, useCircular } from './circular-data.js';
import { circularWords } from './circulars.words.js';
import { Recipients } from './recipients.js';

export function Component() {
  const { id = '' } = useParams();
  return <PageState query={useCircular(id)}>{(circular) => <CircularPage circular={circular} />}</PageState>;
}

function CircularPage({ circular }: { circular: Circular }) {
  const words = useWords(circularWords);
  return (
    <Page
      title={circular.title}
      beside={
        <>
          <StatusTag tone={tones[circular.status]}>{words.statuses[circular.status]}</StatusTag>
          <span className="soft">{circular.circularNo}</span>
        </>
      }
    >
      {circular.silent.length > 0 && (
        <Alert type="error" showIcon title={words.whoIsSilent} description={circular.silent.join('、')} />
      )}
      <CircularActs circular={circular} />
      <TwoColumns
        left={
          <>
            <Content circular={circular} />
            <Section title={words.recipients}>
              <Recipients circular={circular} />
            </Section>
          </>
        }
        right={<History circular={circular} />}
      />
    </Page>
  );
}

function Content({ circular: of }: { circular: Circular }) {
  const words = useWords(circularWords);
  const agencyName = useAgencyName();
  const maySeeCase = useMay('case:read');
  return (
    <Section title={words.content}>
      <Facts wide facts={[[words.body, of.body], of.endedBecause && [words.ended, of.endedBecause]]} />
      <Facts
        facts={[
          [words.proposer, agencyName(of.proposer)],
          [words.issuer, agencyName(of.issuer)],
          [words.proposedOn, <DateText key="proposed" at={of.proposedOn} />],
          of.distributedOn && [words.distributedOn, <DateText key="distributed" at={of.distributedOn} />],
          of.acknowledgeBy && [words.acknowledgeBy, <DateText key="by" at={of.acknowledgeBy} />],
          [words.revision, words.revisionNo(of.revision)],
          maySeeCase && [
            words.case,
            <Link key="case" to={`/cases/${of.caseId}`}>
              {words.openCase}
            </Link>,
          ],
        ]}
      />
    </Section>
  );
}

function History({ circular: { acts } }: { circular: Circular }) {
  const words = useWords(circularWords);
  const agencyName = useAgencyName();
  const named = (what: string | null, act: string) =>
    act === 'reminded' && what
      ? what
          .split(',')
          .map((id) => agencyName(id))
          .join('、')
      : what;
  return (
    <Section title={words.history}>
      <Timeline
        entries={acts.map(({ act, at, agency, officer, what }) => ({
          key: at + act,
          at,
          title: words.acts[act],
          who: [agencyName(agency), officer].filter(Boolean).join(' · '),
          details: named(what, act),
          tone: act === 'returned' || act === 'withdrawn' ? 'waiting' : 'done',
        }))}
      />
    </Section>
  );
}
