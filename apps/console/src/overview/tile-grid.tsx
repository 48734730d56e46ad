import { Link } from 'react-router';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { listOf, type Measure, type Months } from './numbers.js';
import { overviewWords } from './overview.words.js';
import { shadeOf, tiles } from './tiles.js';

interface Props {
  readonly measure: Measure;
  readonly sums: ReadonlyMap<string, number>;
  readonly months: Months;
}

/** The 34 units as tiles, each with its number and the way to its cases; a shade says the same as the number. */
export function TileGrid({ measure, sums, months }: Props) {
  const [words, language] = [useWords(overviewWords), useLanguage()];
  const greatest = Math.max(0, ...tiles.map(({ code }) => sums.get(code) ?? 0));
  const elsewhere = sums.get('') ?? 0;
  return (
    <>
      <ul className={`tiles tiles-${language}`}>
        {tiles.map(({ code, name, letters, column, row }) => {
          const value = sums.get(code) ?? 0;
          return (
            <li key={code} style={{ gridColumn: column, gridRow: row }}>
              <Link
                to={listOf(measure, months, code)}
                className={`tile shade-${shadeOf(value, greatest)}`}
                title={words.tileLabel(name[language], value, measure.name[language])}
              >
                <span className="tile-name">{name[language]}</span>
                <span className="tile-letters">{language === 'zh' ? name.zh : letters}</span>
                <span className="tile-value">{value}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      <p className="soft">
        {words.tilesNote}
        {elsewhere > 0 && ` ${words.elsewhere}：${elsewhere}`}
      </p>
    </>
  );
}
