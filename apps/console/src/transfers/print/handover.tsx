import type { EvidenceItem, EvidenceMove } from '../data.js';
import { useOrganName } from '../organs.js';
import { ArticleTable } from './articles.js';
import { Blank, DayBlank, MomentBlank } from './parts.js';
import type { PrintProps } from './print-page.js';

/** 涉案物品移交清单: one for each hand-over; before the first one an empty one, to be signed by both sides. */
export function Handover({ page, custody }: PrintProps) {
  const organ = useOrganName();
  if (custody.moves.length === 0)
    return <One items={custody.items} from={organ(page.agency)} to={organ(page.police)} />;
  return (
    <>
      {custody.moves.map((move) => (
        <One
          key={move.id}
          items={custody.items.filter(({ id }) => move.items.includes(id))}
          from={organ(move.from)}
          to={organ(move.to)}
          move={move}
        />
      ))}
    </>
  );
}

interface Props {
  readonly items: readonly EvidenceItem[];
  readonly from: string;
  readonly to: string;
  readonly move?: EvidenceMove;
}

function One({ items, from, to, move }: Props) {
  return (
    <section className="paper-page">
      <h2>涉案物品移交清单</h2>
      <p className="paper-no">
        编号：<Blank>{move?.receiptNo}</Blank>
      </p>
      <p>
        移交机关：{from}　　接收机关：{to}
      </p>
      <ArticleTable items={items} />
      <p>上列物品及材料，经双方当面清点，与实物相符。</p>
      {items.some(({ measure }) => ['SEALED', 'SEIZED', 'FROZEN'].includes(measure)) && (
        <p>
          查封、扣押、冻结的财物随案移送，已于
          <DayBlank at={move?.partyToldOn} />
          书面告知当事人（行政强制法第21条）。
        </p>
      )}
      <p>
        移交人：<Blank>{move?.givenBy}</Blank>　　接收人：<Blank>{move?.receivedBy}</Blank>
      </p>
      <p>
        交接时间：
        <MomentBlank at={move?.movedAt} />
        　　交接地点：<Blank>{move?.place}</Blank>
      </p>
    </section>
  );
}
