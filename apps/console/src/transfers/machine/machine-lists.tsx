import { TRANSFER_ACTORS, TRANSFER_STATES } from '@xianjie/statutes';
import { DateText } from '../../kit/date-text.js';
import { TimeLeft } from '../../kit/time-left-tag.js';
import { useText, useWords } from '../../words/words.js';
import { verbs } from '../acts/verbs.words.js';
import type { NextStep, TransferPage } from '../data.js';
import { momentOf } from '../limits.js';
import { useOrganName } from '../organs.js';
import { words } from '../case-page.words.js';

/** What the picture shows, in words: what has been, and what may come next, by whom, by when, under which article. */
export function MachineLists({ page, next }: { page: TransferPage; next: readonly NextStep[] }) {
  const say = useWords(words);
  return (
    <div className="machine-lists">
      <section>
        <h3>{say.pictureNext}</h3>
        <ol>
          {next.map((step) => (
            <NextLine key={step.step} next={step} />
          ))}
          {next.length === 0 && <li className="soft">—</li>}
        </ol>
      </section>
      <section>
        <h3>{say.pictureSteps}</h3>
        <ol>
          {page.steps.map(({ no, stepName, effectiveAt, basis }) => (
            <li key={no}>
              <strong>{stepName}</strong> <DateText at={effectiveAt} /> <span className="soft">{basis}</span>
            </li>
          ))}
          {page.steps.length === 0 && <li className="soft">{say.noStep}</li>}
        </ol>
      </section>
    </div>
  );
}

function NextLine({ next }: { next: NextStep }) {
  const [say, text, organ, verb] = [useWords(words), useText(), useOrganName(), useWords(verbs)[next.step]];
  const who = next.organ ? organ(next.organ) : text(TRANSFER_ACTORS[next.actorKind]);
  const { within, after, basis, note } = next;
  return (
    <li>
      <strong>{verb}</strong> → {text(TRANSFER_STATES[next.stateThen])}
      <div className="soft">
        {[who, basis, note].filter(Boolean).join(' · ')}
        {after && ` · ${say.after}：${after.says}`}
      </div>
      {within?.dueBy && <TimeLeft dueAt={momentOf(within.dueBy)} lateAt={momentOf(within.lateAfter)} />}
      {within && !within.dueBy && <div className="soft">{within.says}</div>}
    </li>
  );
}
