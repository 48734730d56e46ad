import { DateText } from '../kit/date-text.js';
import { Facts } from '../kit/facts.js';
import { Money } from '../kit/money.js';
import { Section } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { common } from '../words/common.words.js';
import { useText, useWords } from '../words/words.js';
import type { CaseView, Findings } from './case-data.js';
import { pageWords } from './case-page.words.js';

/** What was found out last, and what the law of that day makes of it; earlier records below. */
export function FindingsPart({ found: { findings } }: { found: CaseView }) {
  const words = useWords(pageWords);
  const [latest, ...earlier] = [...findings].reverse();
  return (
    <Section title={words.findings}>
      {latest ? <Found findings={latest} /> : <p className="soft">{words.findingsNone}</p>}
      {earlier.map((each) => (
        <details key={each.findingNo}>
          <summary>
            {words.findingsNo(each.findingNo)} · <DateText at={each.recordedOn} />
          </summary>
          <Found findings={each} />
        </details>
      ))}
    </Section>
  );
}

function Found({ findings: of }: { findings: Findings }) {
  const [words, general] = [useWords(pageWords), useWords(common)];
  return (
    <>
      <Duty findings={of} />
      <Facts
        facts={[
          [words.found, (words.counterfeits as Readonly<Record<string, string>>)[of.actType] ?? of.actType],
          [words.subject, words.subjects[of.subject]],
          [words.actEndOn, <DateText key="end" at={of.actEndOn} />],
          [words.discoveredOn, <DateText key="found" at={of.discoveredOn} />],
          [words.patents, String(of.patents)],
          [words.turnover, <Money key="turnover" fen={of.turnoverFen} />],
          [words.gain, <Money key="gain" fen={of.gainFen} />],
          [words.directLoss, <Money key="loss" fen={of.directLossFen} />],
          [words.priorSanction, of.priorSanctionWithin2y ? general.yes : general.no],
        ]}
      />
      <Facts
        wide
        facts={[
          of.suspicionReasons && [words.suspicionReasons, of.suspicionReasons],
          of.otherCharge && [words.otherCharge, `${of.otherCharge.charge}：${of.otherCharge.reasons}`],
          of.note && [words.note, of.note],
        ]}
      />
    </>
  );
}

type Judged = Pick<Findings, 'duty' | 'grounds' | 'basis' | 'advice' | 'why'>;

/** Whether the facts carry a duty to transfer, why, and by which article. */
export function Duty({ findings: of }: { findings: Judged }) {
  const [words, general, text] = [useWords(pageWords), useWords(common), useText()];
  const must = of.duty !== 'NO_DUTY_ON_AMOUNT';
  const grounds = of.grounds.map(
    (ground) => (words.grounds as Readonly<Record<string, string>>)[ground] ?? ground,
  );
  return (
    <div className="duty">
      <StatusTag tone={must ? 'near' : 'done'}>
        {(words.duties as Readonly<Record<string, string>>)[of.duty] ?? of.duty}
      </StatusTag>
      <span>{grounds.join('、')}</span>
      <p className="soft">
        {text(of.why)} · {of.basis}
        {of.advice ? ` · ${general.advice}` : ''}
      </p>
    </div>
  );
}
