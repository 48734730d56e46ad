import { Basis } from '../kit/basis.js';
import { DateText } from '../kit/date-text.js';
import { useWords } from '../words/words.js';
import { creditWords } from './credit.words.js';

type DayName = Exclude<keyof (typeof creditWords)['zh']['bar'], 'today' | 'none'>;

interface DayRow {
  readonly name: DayName;
  readonly day: string | null;
  readonly basis?: string | null;
  readonly certainty?: string | null;
  readonly note?: string | null;
}

/** The days of a period in words, each with what it rests on: the same as the bars. */
export function DaysTable({ rows, note }: { rows: readonly DayRow[]; note?: string | null }) {
  const words = useWords(creditWords);
  const known = rows.filter(({ day }) => day !== null);
  if (known.length === 0) return null;
  return (
    <div className="scroll-x days-table" tabIndex={0} role="region" aria-label={words.period}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.rule}</th>
          </tr>
        </thead>
        <tbody>
          {known.map(({ name, day, basis, certainty, note: more }) => (
            <tr key={name}>
              <th scope="row" className="nowrap">
                {words.bar[name]}
              </th>
              <td className="nowrap">
                <DateText at={day} />
              </td>
              <td>
                {basis ? <Basis basis={basis} certainty={certainty} /> : null} {more}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {note && <p className="soft small">{note}</p>}
    </div>
  );
}
