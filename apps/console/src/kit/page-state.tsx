import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem.js';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { CopyNumber } from './copy-number.js';

/** The shape of what is to come; never a spinner over content. */
export function PageSkeleton({ rows = 8 }: { rows?: number }) {
  const words = useWords(common);
  return (
    <div className="state" role="status" aria-label={words.loading}>
      <Skeleton active paragraph={{ rows }} title={{ width: '30%' }} />
    </div>
  );
}

/** Nothing is there: what that means, and the next step. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {children && <div className="state-next">{children}</div>}
    </div>
  );
}

/** What went wrong, what to do, and the trace id to quote; what may not be seen and what is not there say so. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords(common);
  const { problem, status } = asProblem(error);
  if (status === 403) return <EmptyState title={words.forbiddenTitle}>{words.forbiddenNext}</EmptyState>;
  if (status === 404) return <EmptyState title={words.missingTitle}>{words.missingNext}</EmptyState>;
  return (
    <div className="state" role="alert">
      <p className="state-title">{problem.detail}</p>
      {problem.traceId && <TraceId id={problem.traceId} />}
      {retry && (
        <p>
          <Button onClick={retry}>{words.retry}</Button>
        </p>
      )}
    </div>
  );
}

export function TraceId({ id }: { id: string }) {
  const words = useWords(common);
  return (
    <p className="soft">
      {words.trace} <CopyNumber number={id} /> <span>{words.quoteTrace}</span>
    </p>
  );
}

interface Query<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

/** A query's skeleton, failure or content: `<PageState query={query}>{(lead) => …}</PageState>`. */
export function PageState<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return <PageSkeleton />;
}
