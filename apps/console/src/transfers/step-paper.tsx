import type { ReactNode } from 'react';
import { CopyNumber } from '../kit/copy-number.js';
import { momentText } from '../kit/dates.js';
import { Money } from '../kit/money.js';
import { DateText } from '../kit/date-text.js';
import { useLanguage } from '../words/language.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { StepView, TransferPage } from './data.js';
import { useOrganName } from './organs.js';
import { DocumentLink } from './papers/document-link.js';
import { paperNames } from './papers/papers.words.js';
import { words } from './case-page.words.js';

type Line = readonly [label: string, value: ReactNode] | false;

/** What a step of the record says: its paper with number, reasons and whatever its form asked, and the article it rests on. */
export function StepPaper({ page, step }: { page: TransferPage; step: StepView }) {
  const say = useWords(words);
  const lines = useLines(page, step);
  return (
    <>
      {step.paper === null && <div className="soft">{say.notShown}</div>}
      {lines.map(([label, value]) => (
        <div key={label} className="paper-line">
          <span className="soft">{label}</span>
          <span>{value}</span>
        </div>
      ))}
      <div className="soft">
        {step.basis} · {say.step(step.no)}
      </div>
    </>
  );
}

function useLines(page: TransferPage, { paper, takenAt, effectiveAt }: StepView): Exclude<Line, false>[] {
  const [say, names, organ, language] = [
    useWords(words),
    useWords(paperNames),
    useOrganName(),
    useLanguage(),
  ];
  if (!paper) return [];
  const details = paper.details as StepDetails;
  const papers = page.documents.filter(({ id }) => paper.documents.includes(id));
  const registered = details.registeredBy && say.registered(details.registeredBy.name);
  const later = Date.parse(takenAt) - Date.parse(effectiveAt) > 60_000;
  const lines: Line[] = [
    paper.documentType !== null && [
      say.paper,
      <>
        {wordFor(names, paper.documentType)} {paper.documentNo && <CopyNumber number={paper.documentNo} />}
      </>,
    ],
    paper.reasons !== null && [say.reasons, <span className="reasons">{paper.reasons}</span>],
    details.signedBy !== undefined && [say.signedBy, details.signedBy.map(({ name }) => name).join('、')],
    details.missing !== undefined &&
      details.missing.length > 0 && [
        say.missing,
        details.missing.map(({ kind, reason }) => `${wordFor(names, kind)}（${reason}）`).join('；'),
      ],
    details.forwardedTo !== undefined && [say.forwardedTo, organ(details.forwardedTo)],
    details.otherOrgan !== undefined && [say.otherOrgan, details.otherOrgan],
    details.extension !== undefined && [say.approvedBy, details.extension.approvedBy],
    details.seizedItems !== undefined && [say.seizedItems, details.seizedItems],
    details.partyToldOn !== undefined && [say.partyToldOn, <DateText at={details.partyToldOn} />],
    details.criminalFineFen !== undefined && [say.criminalFine, <Money fen={details.criminalFineFen} />],
    details.higherProcuratorate !== undefined && [
      say.higherProcuratorate,
      organ(details.higherProcuratorate),
    ],
    papers.length > 0 && [
      say.documentsField,
      <span className="paper-links">
        {papers.map((document) => (
          <DocumentLink key={document.id} transferId={page.id} document={document} />
        ))}
      </span>,
    ],
    later && [say.takenAtNote(''), [momentText(takenAt, language), registered].filter(Boolean).join(' · ')],
  ];
  return lines.filter((line) => line !== false);
}

/** What the form of a step asked beyond its columns; the service keeps it as it was given. */
interface StepDetails {
  readonly signedBy?: readonly { readonly name: string }[];
  readonly registeredBy?: { readonly name: string };
  readonly missing?: readonly { readonly kind: string; readonly reason: string }[];
  readonly forwardedTo?: string;
  readonly otherOrgan?: string;
  readonly extension?: { readonly approvedBy: string };
  readonly seizedItems?: number;
  readonly partyToldOn?: string;
  readonly criminalFineFen?: string;
  readonly higherProcuratorate?: string;
}
