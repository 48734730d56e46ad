import { Alert } from 'antd';
import { useParams } from 'react-router';
import { Page, TwoColumns } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { useWords } from '../words/words.js';
import { NextActs } from './acts/next-acts.js';
import { CaseTimeline } from './case-timeline.js';
import { ClocksSection } from './clocks-section.js';
import { CustodySection } from './custody/custody-section.js';
import { type TransferPage, useNextSteps, useTransfer } from './data.js';
import { DeliveriesSection } from './deliveries-section.js';
import { FactsSection, FinesSection, ReadersSection } from './facts-section.js';
import { MachineView } from './machine/machine-view.js';
import { DocumentsSection } from './papers/documents-section.js';
import { StateTag } from './state-tag.js';
import { words } from './case-page.words.js';
import './transfers.css';

/** A transfer: what can be done and by when, where it stands in the procedure; then left what it is, right what happened. */
export function Component() {
  const { id = '' } = useParams();
  return <PageState query={useTransfer(id)}>{(page) => <CasePage page={page} />}</PageState>;
}

function CasePage({ page }: { page: TransferPage }) {
  const say = useWords(words);
  const next = useNextSteps(page.id).data?.items ?? [];
  const isSeen = page.state !== 'FORWARDED' && page.state !== 'UNDECIDED';
  return (
    <Page
      title={page.caseNo ?? say.title}
      beside={
        <>
          <StateTag {...page} />
          {page.fineBarred && (
            <span title={say.fineBarredWhy}>
              <StatusTag tone="near">{say.fineBarred}</StatusTag>
            </span>
          )}
          <span className="soft">{say.seat[page.seat]}</span>
        </>
      }
    >
      {page.state === 'FORWARDED' && <Alert type="info" showIcon className="note" title={say.left2} />}
      {page.state === 'UNDECIDED' && <Alert type="info" showIcon className="note" title={say.undecided} />}
      <TwoColumns
        left={isSeen ? <NextActs page={page} /> : <FactsSection page={page} />}
        right={<ClocksSection page={page} />}
      />
      <MachineView page={page} next={next} />
      <TwoColumns
        left={
          <>
            {isSeen && <FactsSection page={page} />}
            <DocumentsSection page={page} />
            <CustodySection page={page} />
            <DeliveriesSection page={page} />
            <FinesSection page={page} />
            <ReadersSection page={page} />
          </>
        }
        right={<CaseTimeline page={page} />}
      />
    </Page>
  );
}
