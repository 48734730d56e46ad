import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useKeys } from './keys.js';
import type { Column } from './list-page.js';
import type { List } from './use-list.js';
import { useIsWide, useWidth } from './width.js';

interface Props<Row> {
  readonly list: List<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly href: ((row: Row) => string | undefined) | undefined;
  readonly label: string;
}

const ROW_PX = 45;
/** As many rows before the end the next page is asked for. */
const AHEAD = 15;

/** The rows that can be seen, of however many there are. */
export function ListRows<Row>({ list, columns, rowKey, href, label }: Props<Row>) {
  const { rows } = list;
  const body = useRef<HTMLDivElement>(null);
  const [width, isWide] = [useWidth(), useIsWide()];
  const fits = { tablet: width !== 'phone', desk: width === 'desk', wide: isWide };
  const shown = columns.filter(({ from }) => from === undefined || fits[from]);
  const { active, setActive, open } = useActiveRow(rows, href);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - AHEAD) list.loadMore();
  }, [last, rows.length, list.hasMore, list.isLoadingMore]);
  useEffect(() => {
    if (active !== undefined) virtual.scrollToIndex(active);
  }, [active]);
  const tracks = { '--tracks': shown.map((column) => column.width).join(' ') } as CSSProperties;
  return (
    <div
      role="table"
      aria-label={label}
      aria-rowcount={list.hasMore ? -1 : rows.length}
      className="table"
      style={tracks}
    >
      <div role="rowgroup" className="table-head">
        <div role="row" className="table-row">
          {shown.map(({ key, title, end }) => (
            <span role="columnheader" key={key} className={end ? 'end' : undefined}>
              {title}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="table-body" ref={body} tabIndex={0} aria-label={label}>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start }) => {
            const row = rows[index] as Row;
            return (
              <div
                role="row"
                key={rowKey(row)}
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 1}
                className={`table-row${index === active ? ' active' : ''}${href?.(row) ? ' opens' : ''}`}
                style={{ transform: `translateY(${start}px)` }}
                onClick={(event) => {
                  setActive(index);
                  if (!isOnControl(event.target)) open(index);
                }}
              >
                {shown.map(({ key, render, end, title }) => (
                  <span role="cell" key={key} className={end ? 'end' : undefined} data-title={title}>
                    {render(row)}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** A link or button in a row does its own thing; text that was selected is no click. */
function isOnControl(target: EventTarget): boolean {
  const element = target as Element;
  return element.closest('a,button,input,label') !== null || (getSelection()?.toString() ?? '') !== '';
}

/** The row that `j` and `k` move to and Enter opens. */
function useActiveRow<Row>(rows: readonly Row[], href: Props<Row>['href']) {
  const navigate = useNavigate();
  const [active, setActive] = useState<number>();
  const open = (index: number) => {
    const row = rows[index];
    const to = row === undefined ? undefined : href?.(row);
    if (to) void navigate(to);
  };
  const move = (by: number) =>
    setActive((at) => Math.max(0, Math.min(rows.length - 1, at === undefined ? 0 : at + by)));
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => active !== undefined && open(active),
  });
  return { active, setActive, open };
}
