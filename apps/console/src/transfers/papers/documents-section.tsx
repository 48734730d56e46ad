import { CopyNumber } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { sizeText } from '../../kit/numbers.js';
import { Section } from '../../kit/page.js';
import { useWords } from '../../words/words.js';
import type { DocumentView, TransferPage } from '../data.js';
import { useOrganName } from '../organs.js';
import { words } from './documents.words.js';
import { AddDocument } from './add-document.js';
import { DocumentLink } from './document-link.js';
import { paperNames } from './papers.words.js';
import { PrintMenu } from '../print/print-menu.js';

/** Papers of the transfer that the officer may see: its organ's own, and those of steps that are addressed to it. */
export function DocumentsSection({ page }: { page: TransferPage }) {
  const say = useWords(words);
  const canAdd = page.state !== 'FORWARDED' && page.state !== 'UNDECIDED';
  return (
    <Section
      title={say.documents}
      extra={
        <span className="section-acts no-print">
          <PrintMenu page={page} />
          {canAdd && <AddDocument page={page} />}
        </span>
      }
    >
      {page.documents.length === 0 && <p className="soft">{say.noDocuments}</p>}
      <ul className="documents">
        {page.documents.map((document) => (
          <DocumentLine key={document.id} page={page} document={document} />
        ))}
      </ul>
    </Section>
  );
}

function DocumentLine({ page, document }: { page: TransferPage; document: DocumentView }) {
  const [say, names, organ] = [useWords(words), useWords(paperNames), useOrganName()];
  const { kind, documentNo, sha256, bytes, stored, owner, addedAt } = document;
  return (
    <li>
      <div className="document-head">
        <strong>{names[kind]}</strong>
        <DocumentLink transferId={page.id} document={document} />
        {documentNo && <CopyNumber number={documentNo} />}
      </div>
      <div className="soft document-more">
        <span>{organ(owner)}</span>
        <DateText at={addedAt} />
        <span>{sizeText(bytes)}</span>
        <span title={sha256} className="digest">
          {say.digest} <span className="number">{sha256.slice(0, 16)}…</span>
        </span>
        {!stored && <span>{say.onlyDigest}</span>}
      </div>
    </li>
  );
}
