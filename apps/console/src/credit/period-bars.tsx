import { dayText, today } from '../kit/dates.js';
import { addDays, timeScale, type TimeScale } from '../kit/time-scale.js';
import { type Language, useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { type BarPart, type Days, daysOf, type PartKind, partsOf } from './bars.js';
import { creditWords } from './credit.words.js';

export interface PeriodRow {
  readonly key: string;
  readonly label: string;
  readonly days: Days;
}

/** Periods as bars on one axis of time, with today; what a bar says stands in words beside it for those who cannot see it. */
export function PeriodBars({ rows }: { rows: readonly PeriodRow[] }) {
  const words = useWords(creditWords);
  const now = today();
  const scale = timeScale([now, ...rows.flatMap(({ days }) => daysOf(days))]);
  const kinds = new Set(rows.flatMap(({ days }) => partsOf(days, now).map(({ kind }) => kind)));
  return (
    <div className="bars">
      {rows.map((row) => (
        <div className="bars-row" key={row.key}>
          <span className="bars-label">{row.label}</span>
          <Track row={row} scale={scale} now={now} />
        </div>
      ))}
      <div className="bars-row">
        <span />
        <Axis scale={scale} now={now} />
      </div>
      <ul className="bars-legend" aria-hidden="true">
        {(Object.keys(words.legend) as PartKind[])
          .filter((kind) => kinds.has(kind))
          .map((kind) => (
            <li key={kind}>
              <i className={`bar-part ${kind}`} /> {words.legend[kind]}
            </li>
          ))}
      </ul>
    </div>
  );
}

interface TrackProps {
  readonly row: Pick<PeriodRow, 'days'>;
  readonly scale: TimeScale;
  readonly now: string;
}

function Track({ row: { days }, scale, now }: TrackProps) {
  const [language, words] = [useLanguage(), useWords(creditWords)];
  const marks = (['repairableFrom', 'removedOn'] as const).flatMap((name) => {
    const day = days[name];
    return day === null ? [] : [{ name, day }];
  });
  return (
    <div className="bars-track" role="img" aria-label={useSaid(days)}>
      <Parts parts={partsOf(days, now)} scale={scale} />
      {marks.map(({ name, day }) => (
        <i
          key={name}
          className={`bar-mark ${name}`}
          style={{ left: `${scale.at(day)}%` }}
          title={`${words.bar[name]} ${dayText(day, language)}`}
        />
      ))}
      <i className="bar-today" style={{ left: `${scale.at(now)}%` }} />
    </div>
  );
}

function Parts({ parts, scale }: { parts: readonly BarPart[]; scale: TimeScale }) {
  return (
    <>
      {parts.map(({ kind, from, to }) => (
        <span
          key={kind + from}
          className={`bar-part ${kind}`}
          style={{ left: `${scale.at(from)}%`, width: `${scale.width(from, to)}%` }}
        />
      ))}
    </>
  );
}

function Axis({ scale, now }: { scale: TimeScale; now: string }) {
  const words = useWords(creditWords);
  const today = scale.at(now);
  return (
    <div className="bars-axis" aria-hidden="true">
      {scale.ticks
        .filter(({ day }) => Math.abs(scale.at(day) - today) > 5 && scale.at(day) < 95)
        .map(({ day, label }) => (
          <span key={day} style={{ left: `${scale.at(day)}%` }}>
            {label}
          </span>
        ))}
      <strong style={{ left: `${today}%` }}>{words.bar.today}</strong>
    </div>
  );
}

const [DAYS_BEFORE, DAYS_AFTER] = [400, 1130];

/** A bar in a line of a list; all lines have the same axis, from a year ago to three years on. */
export function PeriodInLine({ days }: { days: Days }) {
  const [now, words, said] = [today(), useWords(creditWords), useSaid(days)];
  const parts = partsOf(days, now);
  if (parts.length === 0)
    return <span className="soft">{days.longestUntil ? words.barSaid.unknown : '—'}</span>;
  const scale = timeScale([addDays(now, -DAYS_BEFORE), addDays(now, DAYS_AFTER)], 0);
  return (
    <span className="bar-in-line" role="img" aria-label={said} title={said}>
      <Parts parts={parts} scale={scale} />
      <i className="bar-today" style={{ left: `${scale.at(now)}%` }} />
    </span>
  );
}

/** The bar in words. */
function useSaid(days: Days): string {
  const [language, { barSaid: say }] = [useLanguage(), useWords(creditWords)];
  return saidOf(days, language, say);
}

function saidOf(days: Days, language: Language, say: (typeof creditWords)['zh']['barSaid']): string {
  const { startsOn, shownFrom, repairableFrom, longestUntil, removedOn } = days;
  const text = (day: string) => dayText(day, language);
  if (longestUntil === null) return shownFrom === null ? say.nothing : text(shownFrom);
  if (shownFrom === null)
    return startsOn === null ? say.unknown : say.planned(text(startsOn), text(longestUntil));
  return [
    say.shown(text(shownFrom), text(longestUntil)),
    ...(repairableFrom === null ? [] : [say.repairable(text(repairableFrom))]),
    ...(removedOn === null ? [] : [say.removed(text(removedOn))]),
  ].join(language === 'zh' ? '，' : ', ');
}
