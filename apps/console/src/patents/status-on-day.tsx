import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Basis } from '../kit/basis.js';
import { dayText, daysBetween, today } from '../kit/dates.js';
import { DayField } from '../kit/day-field.js';
import { Section } from '../kit/page.js';
import { addDays } from '../kit/time-scale.js';
import { useLanguage } from '../words/language.js';
import { law, wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { LifeBar } from './life-bar.js';
import type { PatentTimeline, Period } from './patent-data.js';
import { Notes, PatentStatus } from './patent-status.js';
import { patentWords } from './patents.words.js';
import { changesAround, periodAt } from './periods.js';

interface Props {
  readonly patent: PatentTimeline;
  readonly day: string;
  readonly onDay: (day: string) => void;
}

/** What the patent is on the day that is chosen, and why. */
export function StatusOnDay({ patent, day, onDay }: Props) {
  const [words, language] = [useWords(patentWords), useLanguage()];
  const [shown, choose] = useDay(day, onDay);
  const period = periodAt(patent.periods, shown);
  return (
    <Section
      title={words.statusOn(dayText(shown, language))}
      extra={<Steps {...{ patent, shown, choose }} />}
    >
      <div className="status-on-day" role="status">
        <PatentStatus status={period?.status ?? 'NOT_FILED'} />
        {period?.since && <span className="soft">{words.since(dayText(period.since, language))}</span>}
        <Notes notes={period?.notes ?? []} />
      </div>
      <DaySlider patent={patent} day={shown} choose={choose} status={period?.status ?? 'NOT_FILED'} />
      {period && <Why patent={patent} period={period} />}
    </Section>
  );
}

/** The day follows the slider at once; the address follows when it rests. */
function useDay(day: string, onDay: (day: string) => void) {
  const [shown, setShown] = useState(day);
  useEffect(() => setShown(day), [day]);
  useEffect(() => {
    if (shown === day) return;
    const timer = setTimeout(() => onDay(shown), 250);
    return () => clearTimeout(timer);
  }, [shown]);
  return [shown, setShown] as const;
}

interface StepProps {
  readonly patent: PatentTimeline;
  readonly shown: string;
  readonly choose: (day: string) => void;
}

function Steps({ patent, shown, choose }: StepProps) {
  const words = useWords(patentWords);
  const { before, after } = changesAround(patent.periods, shown);
  return (
    <span className="day-steps no-print">
      <Button size="small" disabled={!before} onClick={() => before && choose(before)}>
        {words.before}
      </Button>
      <span className="filter-day">
        <DayField label={words.on} value={shown} onChange={(day) => day && choose(day)} />
      </span>
      <Button size="small" disabled={!after} onClick={() => after && choose(after)}>
        {words.after}
      </Button>
      <Button size="small" disabled={shown === today()} onClick={() => choose(today())}>
        {words.today}
      </Button>
    </span>
  );
}

const DAYS_OF_YEAR = 365;

/** A day of the patent's life: dragged, or moved by keys, a day or a year at a time. */
function DaySlider({
  patent,
  day,
  choose,
  status,
}: Omit<StepProps, 'shown'> & { day: string; status: string }) {
  const [words, language, { patentStatuses }] = [useWords(patentWords), useLanguage(), useWords(law)];
  const { from, to } = edgesOf(patent, day);
  const last = daysBetween(from, to);
  const move = (by: number) =>
    choose(addDays(from, Math.min(last, Math.max(0, daysBetween(from, day) + by))));
  return (
    <div className="life">
      <LifeBar patent={patent} day={day} from={from} to={to} />
      <input
        type="range"
        className="life-slider no-print"
        aria-label={words.slider}
        aria-valuetext={`${dayText(day, language)} ${wordFor(patentStatuses, status)}`}
        title={words.sliderHint}
        min={0}
        max={last}
        step={1}
        value={daysBetween(from, day)}
        onChange={({ target }) => choose(addDays(from, Number(target.value)))}
        onKeyDown={(event) => {
          const by = event.key === 'PageUp' ? DAYS_OF_YEAR : event.key === 'PageDown' ? -DAYS_OF_YEAR : 0;
          if (by === 0) return;
          event.preventDefault();
          move(by);
        }}
      />
    </div>
  );
}

/** From a little before filing to a little after the term, today and the day that is asked about. */
function edgesOf({ filedOn, endsOn }: PatentTimeline, day: string): { from: string; to: string } {
  const days = [filedOn, endsOn, today(), day].sort();
  return { from: addDays(days[0]!, -60), to: addDays(days.at(-1)!, 180) };
}

function Why({ patent, period }: { patent: PatentTimeline; period: Period }) {
  const [words, language] = [useWords(patentWords), useLanguage()];
  const events = patent.events.filter(({ number }) => period.restsOn.includes(number));
  return (
    <dl className="why">
      <dt>{words.basis}</dt>
      <dd>
        <Basis basis={period.basis} certainty={period.certainty} />
      </dd>
      <dt>{words.restsOn}</dt>
      <dd>
        {events.length === 0
          ? words.restsOnTerm
          : events.map(({ number, kind, effectiveOn }) => (
              <span key={number} className="rests-on">
                {wordFor(words.kinds, kind)} {dayText(effectiveOn, language)}
              </span>
            ))}
      </dd>
    </dl>
  );
}
