import { lazy, Suspense, type ReactNode } from 'react';
import type { ChartOption } from './chart-view.js';
import { PageSkeleton } from './page-state.js';

const ChartView = lazy(() => import('./chart-view.js'));

interface Props {
  /** A question: 哪些地市 3 天内未签收？ */
  readonly title: string;
  readonly option: ChartOption;
  /** The same as words, for those who cannot see it. */
  readonly summary: ReactNode;
  readonly height?: number;
  /** What was clicked, by the `name` or `data.id` of the series' item: it opens its cases. */
  readonly onOpen?: (item: {
    readonly name: string;
    readonly data: unknown;
    readonly seriesName?: string;
  }) => void;
}

/** A chart that answers the question in its title; its library is loaded when the first one is shown. */
export function Chart({ title, option, summary, height = 280, onOpen }: Props) {
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div style={{ minHeight: height }} aria-hidden="true">
        <Suspense fallback={<PageSkeleton rows={4} />}>
          <ChartView option={option} height={height} onOpen={onOpen} />
        </Suspense>
      </div>
      <div className="unseen">{summary}</div>
    </figure>
  );
}
