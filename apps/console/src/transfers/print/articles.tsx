import type { EvidenceItem } from '../data.js';
import { useOrganName } from '../organs.js';
import { words } from '../custody/custody.words.js';
import { Blank, Signed } from './parts.js';
import type { PrintProps } from './print-page.js';

/** 涉案物品清单. */
export function Articles({ page, custody }: PrintProps) {
  const organ = useOrganName();
  return (
    <>
      <h2>涉案物品清单</h2>
      <p className="paper-no">
        案号：<Blank>{page.caseNo}</Blank>
      </p>
      <ArticleTable items={custody.items} />
      <p>
        经办人：
        <Blank />
        　　见证人：
        <Blank />
        　　当事人：
        <Blank />
      </p>
      <Signed organ={organ(page.agency)} at={null} />
    </>
  );
}

/** Name, quantity, features, place and proof of origin of each thing. */
export function ArticleTable({ items }: { items: readonly EvidenceItem[] }) {
  const { measures } = words.zh;
  return (
    <table className="paper-table">
      <thead>
        <tr>
          {['序号', '名称', '数量', '特征', '来源及证明', '强制措施', '存放地点'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, no, name, quantity, unit, features, origin, measure, place }) => (
          <tr key={id}>
            <td>{no}</td>
            <td>{name}</td>
            <td>
              {quantity}
              {unit}
            </td>
            <td>{features}</td>
            <td>{origin}</td>
            <td>{measures[measure]}</td>
            <td>{place}</td>
          </tr>
        ))}
        {items.length === 0 && (
          <tr>
            <td colSpan={7}>（以下空白）</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
