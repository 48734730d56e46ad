import { Link } from 'react-router';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { DivisionName } from '../kit/division-name.js';
import { Facts } from '../kit/facts.js';
import { Money } from '../kit/money.js';
import { Section } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { FineView, TransferPage } from './data.js';
import { useOrganName } from './organs.js';
import { words } from './case-page.words.js';

/** What the case is, whose it is, and why it must be transferred. */
export function FactsSection({ page }: { page: TransferPage }) {
  const [say, organ] = [useWords(words), useOrganName()];
  const { caseNo, caseId, agency, police, procuratorate, charge, grounds, basis, areaCode, openedOn, seat } =
    page;
  return (
    <Section title={say.facts}>
      <Facts
        facts={[
          [
            say.caseNo,
            <>
              <CopyNumber number={caseNo ?? caseId} />
              {seat === 'ADMIN' && <Link to={`/cases/${caseId}`}> ›</Link>}
            </>,
          ],
          [say.charge, charge ?? '—'],
          [say.duty.label, wordFor(say.duty, page.duty)],
          grounds.length > 0 && [say.grounds, grounds.map((each) => wordFor(say.ground, each)).join('、')],
          basis !== null && [say.basis, basis],
          [say.placeOfCase, <DivisionName code={areaCode} />],
          [say.agency, organ(agency)],
          [say.police, organ(police)],
          [say.procuratorate, organ(procuratorate)],
          [say.openedOn, <DateText at={openedOn} />],
        ]}
      />
      {page.fineBarred && <p className="note-line">{say.fineBarredWhy}</p>}
    </Section>
  );
}

/** Fines of the case, and those that stand against its transfer. */
export function FinesSection({ page }: { page: TransferPage }) {
  const say = useWords(words);
  if (page.fines.length === 0) return null;
  return (
    <Section title={say.fines}>
      <ul className="plain-list">
        {page.fines.map((fine) => (
          <FineLine key={fine.decisionId} fine={fine} seat={page.seat} />
        ))}
      </ul>
    </Section>
  );
}

function FineLine({
  fine: { decisionId, decisionNo, decisionOn, fineFen, flag, basis, annulledOn },
  seat,
}: {
  fine: FineView;
  seat: TransferPage['seat'];
}) {
  const say = useWords(words);
  return (
    <li>
      <CopyNumber number={decisionNo} />
      <DateText at={decisionOn} />
      <Money fen={fineFen} />
      {flag && <StatusTag tone="late">{say.flag[flag]}</StatusTag>}
      {annulledOn && <StatusTag tone="waiting">{say.flag.annulled}</StatusTag>}
      {basis && <span className="soft">{basis}</span>}
      {flag === 'DUTY_NOT_TRANSFERRED' && seat !== 'POLICE' && (
        <Link to={`/transfers/penalty-copies/${decisionId}`}>{say.copiesOfPenalty}</Link>
      )}
    </li>
  );
}

/** Who may see the case since when, and how far they read. */
export function ReadersSection({ page }: { page: TransferPage }) {
  const [say, organ] = [useWords(words), useOrganName()];
  return (
    <Section title={say.readers}>
      <ul className="plain-list">
        {page.readers.map((reader) => (
          <li key={reader.organ}>
            <span>{organ(reader.organ)}</span>
            <span className="soft">
              {say.readerSince} <DateText at={reader.since} />
            </span>
            <span>
              {reader.lastReadStep === null ? (
                <span className="soft">{say.neverRead}</span>
              ) : (
                <>
                  {say.lastRead(reader.lastReadStep)} <DateText at={reader.lastReadAt} relative />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
