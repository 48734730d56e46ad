import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Change, useChanges } from '../api/changes.js';
import type { Service } from '../api/clients.js';

export interface ListPageOf<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/** Where a list's rows come from. */
export interface ListSource<Row> {
  readonly service: Service;
  /** As the service names it in its changes and paths: `leads`. */
  readonly resource: string;
  /** Everything the answer depends on. */
  readonly filters: object;
  /** One page: `GET` with these filters, the cursor and `limit`. */
  readonly load: (page: { cursor: string | undefined; limit: number }) => Promise<ListPageOf<Row>>;
}

export interface List<Row> {
  readonly rows: readonly Row[];
  readonly isPending: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  /** How many came that are not among the rows, and whether one of these changed. */
  readonly news: number;
  readonly changed: boolean;
  readonly showNew: () => void;
}

const PAGE = 50;

export function useList<Row>(source: ListSource<Row>, rowKey: (row: Row) => string): List<Row> {
  const { service, resource, filters, load } = source;
  const client = useQueryClient();
  const queryKey = [service, resource, 'list', filters];
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load({ cursor: pageParam, limit: PAGE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  // A page may hold nothing of what is looked for; the next one may.
  const isSeeking = rows.length === 0 && query.hasNextPage && !query.error;
  useEffect(() => {
    if (isSeeking && !query.isFetching) void query.fetchNextPage();
  }, [isSeeking, query.isFetching]);
  const seen = useSeen(service, resource);
  const known = useMemo(() => new Set(rows.map(rowKey)), [rows, rowKey]);
  const fresh = [...seen.ids].filter((id) => !known.has(id));
  return {
    rows,
    isPending: query.isPending || isSeeking,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void (query.hasNextPage && !query.isFetching && query.fetchNextPage()),
    news: fresh.length,
    changed: seen.ids.size > fresh.length,
    showNew: () => {
      seen.clear();
      void client.resetQueries({ queryKey });
    },
  };
}

/** Ids of which word came since the list was shown. */
function useSeen(service: Service, resource: string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const listener = useCallback(
    (change: Change) => {
      if (change.service !== service || change.resource !== resource) return;
      setIds((before) => new Set([...before, change.id]));
    },
    [service, resource],
  );
  useChanges(listener);
  return { ids, clear: () => setIds(new Set()) };
}
