import { Button } from 'antd';
import type { ComponentType } from 'react';
import { Link, useParams } from 'react-router';
import { Page } from '../../kit/page.js';
import { EmptyState, PageState } from '../../kit/page-state.js';
import { common } from '../../words/common.words.js';
import { useWords } from '../../words/words.js';
import { type Custody, type TransferPage, useCustody, useTransfer } from '../data.js';
import { words } from '../case-page.words.js';
import { Approval } from './approval.js';
import { Articles } from './articles.js';
import { Handover } from './handover.js';
import { Letter } from './letter.js';
import { isPrintable, type Printable } from './printables.js';
import { Receipt } from './receipt.js';
import '../transfers.css';
import './print.css';

export interface PrintProps {
  readonly page: TransferPage;
  readonly custody: Custody;
}

const documents: Readonly<Record<Exclude<Printable, 'case'>, ComponentType<PrintProps>>> = {
  letter: Letter,
  articles: Articles,
  approval: Approval,
  handover: Handover,
  receipt: Receipt,
};

/** A document made of what is known of the transfer: in Chinese, as it is signed and sealed; what is not known stays a line to fill in. */
export function Component() {
  const { id = '', document } = useParams();
  const [say, general] = [useWords(words), useWords(common)];
  const [transfer, custody] = [useTransfer(id), useCustody(id)];
  if (!isPrintable(document))
    return <EmptyState title={general.missingTitle}>{general.missingNext}</EmptyState>;
  const Document = documents[document];
  return (
    <Page
      title={say.print[document]}
      actions={
        <>
          <Link to={`/transfers/${id}`}>{general.back}</Link>
          <Button type="primary" onClick={() => window.print()}>
            {general.print}
          </Button>
        </>
      }
    >
      <PageState query={transfer}>
        {(page) => (
          <PageState query={custody}>
            {(held) => (
              <article className="paper" lang="zh-CN">
                <Document page={page} custody={held} />
              </article>
            )}
          </PageState>
        )}
      </PageState>
    </Page>
  );
}
