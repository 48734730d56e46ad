import { useSession } from '../../api/session.js';
import { DateText } from '../../kit/date-text.js';
import { PageState } from '../../kit/page-state.js';
import { Section } from '../../kit/page.js';
import { StatusTag } from '../../kit/status-tag.js';
import { useWords } from '../../words/words.js';
import { type Custody, type EvidenceItem, type TransferPage, useCustody } from '../data.js';
import { useOrganName } from '../organs.js';
import { words } from './custody.words.js';
import { HandOverItems } from './hand-over-items.js';
import { MoveLine } from './move-line.js';
import { RegisterItems } from './register-items.js';

/** Evidence: what there is, who holds each since when, and every hand-over with its receipt. */
export function CustodySection({ page }: { page: TransferPage }) {
  const say = useWords(words);
  const query = useCustody(page.id);
  return (
    <Section title={say.custody} extra={<Acts page={page} custody={query.data} />}>
      <PageState query={query}>{(custody) => <Shown page={page} custody={custody} />}</PageState>
    </Section>
  );
}

function Acts({ page, custody }: { page: TransferPage; custody: Custody | undefined }) {
  const { officer, agency } = useSession();
  const isOpen = page.closedOn === null && page.state !== 'FORWARDED' && page.state !== 'UNDECIDED';
  if (!officer || !custody || !isOpen) return null;
  return (
    <span className="section-acts no-print">
      {page.agency === agency.id && <RegisterItems page={page} />}
      {custody.items.length > 0 && <HandOverItems page={page} custody={custody} />}
    </span>
  );
}

function Shown({ page, custody }: { page: TransferPage; custody: Custody }) {
  const say = useWords(words);
  if (custody.items.length === 0) return <p className="soft">{say.noItems}</p>;
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={say.custody}>
        <table className="plain-table evidence-table">
          <thead>
            <tr>
              {['#', say.item, say.quantity, say.measure, say.holder, say.since, say.place].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {custody.items.map((item) => (
              <ItemRow key={item.id} item={item} />
            ))}
          </tbody>
        </table>
      </div>
      {custody.moves.length > 0 && (
        <>
          <h3>{say.moves}</h3>
          <ol className="plain-list moves">
            {custody.moves.map((move) => (
              <MoveLine key={move.id} page={page} move={move} items={custody.items} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function ItemRow({ item }: { item: EvidenceItem }) {
  const [say, organ] = [useWords(words), useOrganName()];
  const { no, name, quantity, unit, features, origin, measure, holder, heldSince, place } = item;
  return (
    <tr>
      <td className="number">{no}</td>
      <td>
        {name}
        <div className="soft">{[features, origin].filter(Boolean).join('；')}</div>
      </td>
      <td>
        <span className="number">{quantity}</span> {unit}
      </td>
      <td>{measure === 'NONE' ? '—' : <StatusTag tone="under-way">{say.measures[measure]}</StatusTag>}</td>
      <td>{organ(holder)}</td>
      <td>
        <DateText at={heldSince} />
      </td>
      <td>{place ?? '—'}</td>
    </tr>
  );
}
