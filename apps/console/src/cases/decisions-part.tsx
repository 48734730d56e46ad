import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { Facts } from '../kit/facts.js';
import { Money } from '../kit/money.js';
import { Section } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { AnnulDecision } from './acts/annul-decision.js';
import type { CaseView, Decision } from './case-data.js';
import { pageWords } from './case-page.words.js';

/** Every decision; one that was annulled stays on the record. */
export function DecisionsPart({ found }: { found: CaseView }) {
  const words = useWords(pageWords);
  return (
    <Section title={words.decisions}>
      {found.decisions.length === 0 && <p className="soft">{words.decisionsNone}</p>}
      {[...found.decisions].reverse().map((decision) => (
        <DecisionPart key={decision.id} found={found} decision={decision} />
      ))}
    </Section>
  );
}

function DecisionPart({ found, decision: of }: { found: CaseView; decision: Decision }) {
  const [words, general] = [useWords(pageWords), useWords(common)];
  const { annulment, fineLimit } = of;
  return (
    <article className="decision">
      <h3 className="sub-head">
        {words.decisionKinds[of.kind]} {annulment && <StatusTag tone="waiting">{words.annulled}</StatusTag>}
      </h3>
      <Facts
        facts={[
          [words.decisionNo, <CopyNumber key="no" number={of.decisionNo} />],
          [words.decidedOn, <DateText key="on" at={of.decidedOn} />],
          of.penalties.length > 0 && [
            words.penaltyKinds,
            of.penalties.map((each) => words.penalties[each]).join('、'),
          ],
          of.fineFen !== '0' && [words.fine, <Money key="fine" fen={of.fineFen} />],
          of.confiscationFen !== '0' && [
            words.confiscation,
            <Money key="confiscated" fen={of.confiscationFen} />,
          ],
          fineLimit && [
            words.fineLimit,
            <span key="limit" title={fineLimit.advice ? general.advice : undefined}>
              <Money fen={fineLimit.maxFineFen} /> <span className="soft">{fineLimit.basis}</span>
            </span>,
          ],
          [words.procedure, (words.procedures as Readonly<Record<string, string>>)[of.procedure]],
          [words.gravity, (words.gravities as Readonly<Record<string, string>>)[of.gravity]],
        ]}
      />
      <Facts
        wide
        facts={[
          [words.violation, of.violation],
          [words.legalBasis, of.legalBasis],
          [words.content, of.content],
          annulment && [
            words.annulled,
            <span key="annulled">
              <DateText at={annulment.on} /> · {words.annulReasons[annulment.because]} {annulment.documentNo}{' '}
              {annulment.note}
            </span>,
          ],
        ]}
      />
      {!annulment && <AnnulDecision found={found} decision={of} />}
    </article>
  );
}
