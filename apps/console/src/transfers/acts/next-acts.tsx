import { TRANSFER_ACTORS } from '@xianjie/statutes';
import { useSession } from '../../api/session.js';
import { Section } from '../../kit/page.js';
import { PageState } from '../../kit/page-state.js';
import { TimeLeft } from '../../kit/time-left-tag.js';
import { useText, useWords } from '../../words/words.js';
import { type NextStep, type TransferPage, useNextSteps } from '../data.js';
import { momentOf } from '../limits.js';
import { useOrganName } from '../organs.js';
import { words } from './acts.words.js';
import { DeliverAct } from './deliver-act.js';
import { SignReport } from './sign-report.js';
import { StepAct } from './step-act.js';
import { grave, verbs } from './verbs.words.js';

/** What this officer can do now, what cannot be done yet and why, and whom one waits for. */
export function NextActs({ page }: { page: TransferPage }) {
  const say = useWords(words);
  const query = useNextSteps(page.id);
  return (
    <Section title={say.next}>
      <PageState query={query}>{({ items }) => <Acts page={page} items={items} />}</PageState>
    </Section>
  );
}

function Acts({ page, items }: { page: TransferPage; items: readonly NextStep[] }) {
  const say = useWords(words);
  const { officer } = useSession();
  const own = items.filter(({ role, route }) => role !== 'OTHER' && route !== 'FINDINGS');
  const others = items.filter(({ role }) => role === 'OTHER');
  const first = own.find(({ step, refusals }) => refusals.length === 0 && !grave.has(step));
  return (
    <>
      {own.length === 0 && <p className="soft">{say.nothingNext}</p>}
      <ul className="act-lines">
        {officer && <SignReport page={page} />}
        {own.map((next) => (
          <li key={next.step} className="act-line">
            {next.route === 'DELIVERY' ? (
              <DeliverAct page={page} next={next} />
            ) : (
              <StepAct page={page} next={next} first={next === first} />
            )}
            <StepLimit next={next} />
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <h3 className="act-others">{say.waiting}</h3>
          <ul className="plain-list">
            {others.map((next) => (
              <OtherStep key={next.step} next={next} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** By when, and under which article. */
function StepLimit({ next: { within, basis, certainty } }: { next: NextStep }) {
  if (!within?.dueBy) return <span className="act-basis">{basis}</span>;
  return (
    <span className="act-basis">
      <TimeLeft
        dueAt={momentOf(within.dueBy)}
        lateAt={momentOf(within.lateAfter)}
        basis={basis}
        certainty={certainty}
      />
    </span>
  );
}

function OtherStep({ next }: { next: NextStep }) {
  const [verb, organ, text] = [useWords(verbs)[next.step], useOrganName(), useText()];
  const who = next.organ ? organ(next.organ) : text(TRANSFER_ACTORS[next.actorKind]);
  return (
    <li>
      <span>{who}</span>
      <strong>{verb}</strong>
      <StepLimit next={next} />
    </li>
  );
}
