import { Alert, Button } from 'antd';
import { Link, useParams } from 'react-router';
import { useSession } from '../api/session.js';
import { momentText } from '../kit/dates.js';
import { Page, TwoColumns } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { CaseActs } from './acts/case-acts.js';
import { type CaseView, tones, useCase } from './case-data.js';
import { CaseFacts } from './case-facts.js';
import { CaseHistory } from './case-history.js';
import { pageWords } from './case-page.words.js';
import { Limit } from './cases-page.js';
import { caseWords } from './cases.words.js';
import { DecisionsPart } from './decisions-part.js';
import { FindingsPart } from './findings-part.js';
import { ClocksPart, MilestonesPart, NoticesPart, TransferPart } from './proceedings-part.js';

export function Component() {
  const { id = '' } = useParams();
  return <PageState query={useCase(id)}>{(found) => <CasePage found={found} />}</PageState>;
}

/** A case: left the facts, right the record. It prints as a paper for the file. */
function CasePage({ found }: { found: CaseView }) {
  const [words, general] = [useWords(caseWords), useWords(common)];
  return (
    <Page
      title={found.party?.name ?? words.partyUnknown}
      beside={
        <>
          <StatusTag tone={tones[found.status]}>{words.statuses[found.status]}</StatusTag>
          {found.suspected && <StatusTag tone="near">{words.suspected}</StatusTag>}
          <span className="soft">{found.caseNo}</span>
          {found.limit && <Limit limit={found.limit} />}
        </>
      }
      actions={<Button onClick={() => window.print()}>{general.print}</Button>}
    >
      {found.transferAwaited && <TransferAwaited />}
      <CaseActs found={found} />
      <TwoColumns
        left={
          <>
            <CaseFacts found={found} />
            <FindingsPart found={found} />
            <DecisionsPart found={found} />
            <TransferPart found={found} />
            <NoticesPart found={found} />
          </>
        }
        right={
          <>
            <ClocksPart found={found} />
            <MilestonesPart found={found} />
            <CaseHistory found={found} />
          </>
        }
      />
      <PrintFoot />
    </Page>
  );
}

/** The duty is computed and nobody transferred yet: said before everything else. */
function TransferAwaited() {
  const words = useWords(pageWords);
  return (
    <Alert
      type="warning"
      showIcon
      title={words.transferAwaited}
      description={words.transferAwaitedNext}
      action={<Link to="/transfers">{words.toTransfers}</Link>}
    />
  );
}

/** On paper: who printed it, and when. */
function PrintFoot() {
  const [words, language] = [useWords(pageWords), useLanguage()];
  const { agency, officer } = useSession();
  return (
    <p className="print-only">
      {words.printed} {momentText(new Date().toISOString(), language)} · {agency.name} {officer?.name}
    </p>
  );
}
