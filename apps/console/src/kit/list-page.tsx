import { Button } from 'antd';
import type { ReactNode } from 'react';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { kitWords } from './kit.words.js';
import { ListRows } from './list-rows.js';
import { EmptyState, ErrorState, PageSkeleton } from './page-state.js';
import { type ListSource, useList } from './use-list.js';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** A track of CSS grid: `120px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly render: (row: Row) => ReactNode;
  /** The least width at which it is shown; always unless told. */
  readonly from?: 'tablet' | 'desk' | 'wide';
  readonly end?: boolean;
}

interface Props<Row> {
  readonly source: ListSource<Row>;
  /** The deciding one first. */
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Where Enter and a click lead; undefined where a row leads nowhere. */
  readonly href?: (row: Row) => string | undefined;
  readonly filters?: ReactNode;
  readonly empty: { readonly title: string; readonly next?: ReactNode };
  readonly label: string;
}

/** A list: cursor paging, virtual rows, keyboard, a quiet bar for what is new. Put it into a `Page`. */
export function ListPage<Row>({ source, columns, rowKey, href, filters, empty, label }: Props<Row>) {
  const list = useList(source, rowKey);
  const words = useWords(common);
  return (
    <div className="list">
      {filters && <div className="filters">{filters}</div>}
      <NewsBar news={list.news} changed={list.changed} show={list.showNew} />
      {list.isPending ? (
        <PageSkeleton />
      ) : list.error && list.rows.length === 0 ? (
        <ErrorState error={list.error} retry={list.showNew} />
      ) : list.rows.length === 0 ? (
        <EmptyState title={empty.title}>{empty.next}</EmptyState>
      ) : (
        <ListRows {...{ list, columns, rowKey, href, label }} />
      )}
      <p className="list-foot soft" role="status">
        {list.rows.length > 0 &&
          (list.hasMore ? words.shown(list.rows.length) : words.items(list.rows.length))}
        {list.rows.length > 0 && <KeyHint />}
      </p>
    </div>
  );
}

function KeyHint() {
  const { keys } = useWords(kitWords);
  return <span className="key-hint">{keys}</span>;
}

/** What came or changed since the list was read; nothing moves until the reader wants it. */
function NewsBar({ news, changed, show }: { news: number; changed: boolean; show: () => void }) {
  const words = useWords(common);
  if (news === 0 && !changed) return <div role="status" className="unseen" />;
  return (
    <div role="status" className="news-bar">
      <span>{news > 0 ? words.newItems(news) : words.changed}</span>
      <Button type="link" size="small" onClick={show}>
        {words.showNew}
      </Button>
    </div>
  );
}
