import { Link } from 'react-router';
import { useAgencyName } from '../api/agencies.js';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { DivisionName } from '../kit/division-name.js';
import { Facts, type Fact } from '../kit/facts.js';
import { Section } from '../kit/page.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { CaseView } from './case-data.js';
import { pageWords } from './case-page.words.js';
import { caseWords } from './cases.words.js';

export function CaseFacts({ found }: { found: CaseView }) {
  const [words, names, { actTypes }] = [useWords(pageWords), useWords(caseWords), useWords(law)];
  const agencyName = useAgencyName();
  const party = useParty(found);
  const closing = useClosing(found);
  return (
    <Section title={words.facts}>
      <Facts
        facts={[
          [names.caseNo, <CopyNumber key="no" number={found.caseNo} />],
          [names.agency, agencyName(found.agency)],
          ...party,
          [names.actType, wordFor(actTypes, found.actType)],
          [words.actOn, <DateText key="on" at={found.actOn} />],
          [names.place, <DivisionName key="at" code={found.areaCode} on={found.actOn} />],
          found.alsoAt.length > 0 && [
            words.alsoAt,
            found.alsoAt.map((code) => (
              <div key={code}>
                <DivisionName code={code} on={found.actOn} />
              </div>
            )),
          ],
          [words.goods, found.goods],
          [names.patent, <Patent key="patent" found={found} />],
          [words.officers, found.officers.map(({ name }) => name).join('、')],
          [names.openedOn, <DateText key="opened" at={found.openedOn} />],
          found.leadId && [
            words.lead,
            <Link key="lead" to={`/leads/${found.leadId}`}>
              {words.openLead}
            </Link>,
          ],
          ...closing,
        ]}
      />
    </Section>
  );
}

function Patent({ found: { patentNumber, actOn } }: { found: CaseView }) {
  if (!patentNumber) return <>—</>;
  const on = actOn ? `?on=${actOn}` : '';
  return (
    <>
      <CopyNumber number={patentNumber} kind="patent" />
      <Link to={`/patents/${patentNumber}${on}`} className="no-print" aria-label={patentNumber}>
        →
      </Link>
    </>
  );
}

function useParty({ party }: CaseView): Fact[] {
  const [names, { subjects }] = [useWords(caseWords), useWords(law)];
  if (!party) return [[names.party, names.partyUnknown]];
  const shown = party.citizenNumber?.shown ?? party.operatorCitizenNumber?.shown;
  return [
    [`${names.party} · ${wordFor(subjects, party.kind)}`, party.name],
    party.creditCode && [
      names.creditCode,
      <CopyNumber key="code" number={party.creditCode} kind="credit-code" />,
    ],
    party.operator && [names.operator, party.operator],
    shown && [
      names.citizenNumber,
      <span key="id" className="number">
        {shown}
      </span>,
    ],
    party.phone && [
      names.phone,
      <span key="phone" className="number">
        {party.phone.shown}
      </span>,
    ],
  ];
}

function useClosing({ closing }: CaseView): Fact[] {
  const words = useWords(pageWords);
  if (!closing) return [];
  return [
    [words.closedOn, <DateText key="closed" at={closing.on} />],
    [words.outcome, words.outcomes[closing.outcome]],
    closing.note && [words.note, closing.note],
  ];
}
