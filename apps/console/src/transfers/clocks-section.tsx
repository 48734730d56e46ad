import { useSession } from '../api/session.js';
import { momentText } from '../kit/dates.js';
import { Section } from '../kit/page.js';
import { StatusTag } from '../kit/status-tag.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import type { ClockView, TransferPage } from './data.js';
import { countOf, endOf } from './limits.js';
import { useOrganName } from './organs.js';
import { words } from './case-page.words.js';

/** Every limit by both readings: whose it is, what it rests on, how it is counted, and who let it pass. */
export function ClocksSection({ page }: { page: TransferPage }) {
  const say = useWords(words);
  const isOpen = ({ state, late }: ClockView) => state !== 'STOPPED' || late;
  const kept = page.clocks.filter((clock) => !isOpen(clock)).toReversed();
  return (
    <Section title={say.clocks}>
      {page.clocks.every((clock) => !isOpen(clock)) && <p className="soft">{say.noClocks}</p>}
      <ClockLines clocks={page.clocks.filter(isOpen)} />
      {kept.length > 0 && (
        <details className="kept-clocks">
          <summary>{say.keptClocks(kept.length)}</summary>
          <ClockLines clocks={kept} />
        </details>
      )}
    </Section>
  );
}

/** Limits, one below the other. */
export function ClockLines({ clocks }: { clocks: readonly ClockView[] }) {
  return (
    <ul className="clocks">
      {clocks.map((clock) => (
        <ClockLine key={`${clock.key} ${clock.startedAt}`} clock={clock} />
      ))}
    </ul>
  );
}

function ClockLine({ clock }: { clock: ClockView }) {
  const [say, language, organ] = [useWords(words), useLanguage(), useOrganName()];
  const { agency } = useSession();
  const { organ: whose, says, basis, certainty, late, meaning, state } = clock;
  return (
    <li className={state === 'STOPPED' ? 'stopped' : undefined}>
      <div className="clock-head">
        {state === 'STOPPED' ? (
          <StoppedTag clock={clock} />
        ) : (
          <TimeLeft {...endOf(clock)} counted={countOf(clock, language)} certainty={certainty} />
        )}
        <strong>{organ(whose)}</strong>
        {meaning !== 'DUTY' && <StatusTag tone="waiting">{say.meaning[meaning]}</StatusTag>}
        {late && whose !== agency.id && <StatusTag tone="late">{say.otherSideLate}</StatusTag>}
      </div>
      <div>{says}</div>
      <div className="soft">{basis}</div>
    </li>
  );
}

function StoppedTag({ clock: { stoppedAt, late } }: { clock: ClockView }) {
  const [say, language] = [useWords(words), useLanguage()];
  const at = stoppedAt ? momentText(stoppedAt, language) : '';
  if (late) return <StatusTag tone="late">{`${say.clockLateDone} · ${at}`}</StatusTag>;
  return <StatusTag tone="done">{say.clockDone(at)}</StatusTag>;
}
