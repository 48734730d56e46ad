import { Link } from 'react-router';
import { type AreaName, areaWords } from '../areas.js';
import { useWords } from '../words/words.js';
import type { Hit } from './search-source.js';

interface Props {
  readonly groups: readonly { readonly area: AreaName; readonly hits: readonly Hit[] }[];
  readonly chosen: Hit | undefined;
  readonly close: () => void;
}

/** What was found, by area. */
export function SearchHits({ groups, chosen, close }: Props) {
  const names = useWords(areaWords);
  return groups.map(({ area, hits }) =>
    hits.length === 0 ? null : (
      <section key={area} aria-label={names[area]}>
        <h3>{names[area]}</h3>
        {hits.map((hit) => (
          <Link key={hit.to} to={hit.to} onClick={close} className={hit === chosen ? 'hit chosen' : 'hit'}>
            <span>{hit.title}</span>
            <span className="soft">{hit.details}</span>
          </Link>
        ))}
      </section>
    ),
  );
}
