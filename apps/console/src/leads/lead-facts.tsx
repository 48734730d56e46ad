import { useAgencyName } from '../api/agencies.js';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { DivisionName } from '../kit/division-name.js';
import { Facts, type Fact } from '../kit/facts.js';
import { sizeText } from '../kit/numbers.js';
import { Section } from '../kit/page.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import type { Lead } from './lead-data.js';
import { pageWords } from './lead-page.words.js';
import { leadWords } from './leads.words.js';

/** What a lead says, as its submitter said it. */
export function LeadFacts({ lead }: { lead: Lead }) {
  const [words, names, { actTypes, scopes }] = [useWords(pageWords), useWords(leadWords), useWords(law)];
  const agencyName = useAgencyName();
  const { check } = lead;
  return (
    <Section title={words.facts}>
      <Facts
        facts={[
          ...useSubject(lead),
          [names.actType, wordFor(actTypes, lead.actType)],
          [names.actOn, <DateText key="on" at={lead.actOn} />],
          [names.place, <DivisionName key="at" code={lead.areaCode} on={lead.actOn} />],
          [names.goods, lead.goods],
          [names.patent, <CopyNumber key="no" number={lead.patentNumber} kind="patent" />],
          [names.submitter, agencyName(lead.submitter)],
          [names.competent, lead.competent ? agencyName(lead.competent) : names.noCompetent],
          [words.scope, wordFor(scopes, lead.scope)],
          [words.check, words.checkStates[check.state]],
          check.approvedBy && [words.approvedBy, check.approvedBy],
          ...useOrigin(lead),
        ]}
      />
      {lead.summary && <Facts wide facts={[[words.summary, lead.summary]]} />}
      <h3 className="sub-head">{words.evidence}</h3>
      <Evidence lead={lead} />
    </Section>
  );
}

function useSubject({ subject }: Lead): Fact[] {
  const [words, names, { subjects }] = [useWords(pageWords), useWords(leadWords), useWords(law)];
  const code = subject.creditCode ?? subject.operatorCreditCode;
  return [
    [`${names.subject} · ${wordFor(subjects, subject.kind)}`, subject.name],
    code && [names.creditCode, <CopyNumber key="code" number={code} kind="credit-code" />],
    subject.platform && [words.platform, subject.platform],
    subject.shopId && [words.shopId, <CopyNumber key="shop" number={subject.shopId} />],
    subject.citizenNumber && [
      words.citizenNumber,
      <span key="id" className="number">
        {subject.citizenNumber.shown}
      </span>,
    ],
    subject.phone && [
      words.phone,
      <span key="phone" className="number">
        {subject.phone.shown}
      </span>,
    ],
  ];
}

const ORIGIN_TEXTS = ['listingId', 'fair', 'booth', 'complaintNo', 'customs', 'declarationNo'] as const;

function useOrigin({ origin, subject }: Lead): Fact[] {
  const [words, names, { sources }] = [useWords(pageWords), useWords(leadWords), useWords(law)];
  const told = origin as Readonly<Record<string, string | undefined>>;
  const texts = ORIGIN_TEXTS.map((name): Fact => told[name] !== undefined && [words[name], told[name]]);
  return [
    [names.source, wordFor(sources, origin.source)],
    told['platform'] !== subject.platform && told['platform'] && [words.originPlatform, told['platform']],
    ...texts,
    told['receivedOn'] !== undefined && [
      words.receivedOn,
      <DateText key="received" at={told['receivedOn']} />,
    ],
    told['url'] !== undefined && [
      words.url,
      <a key="url" href={told['url']} target="_blank" rel="noreferrer noopener">
        {told['url']}
      </a>,
    ],
  ];
}

function Evidence({ lead: { evidence } }: { lead: Lead }) {
  const words = useWords(pageWords);
  if (evidence.length === 0) return <p className="soft">{words.evidenceNone}</p>;
  return (
    <table className="plain-table">
      <tbody>
        {evidence.map(({ name, sha256, bytes }) => (
          <tr key={sha256 + name}>
            <td>{name}</td>
            <td className="number end">{sizeText(bytes)}</td>
            <td className="number soft" title={sha256}>
              SHA-256 {sha256.slice(0, 16)}…
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
