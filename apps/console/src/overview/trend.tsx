import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { Chart } from '../kit/chart.js';
import { useText, useWords } from '../words/words.js';
import { listOf, type Measure, type Measured, type Months, monthsOf, sumBy } from './numbers.js';
import { overviewWords } from './overview.words.js';

/** A measure by month; a month opens its cases. */
export function Trend({
  measured,
  measure,
  months,
}: {
  measured: Measured;
  measure: Measure;
  months: Months;
}) {
  const [words, text] = [useWords(overviewWords), useText()];
  const navigate = useNavigate();
  const points = useMemo(() => {
    const sums = sumBy(measured, 'month', measure.key);
    return monthsOf(months).map((month) => [month, sums.get(month) ?? 0] as const);
  }, [measured, measure, months]);
  const name = text(measure.name);
  const option = useMemo(
    () => ({
      grid: { left: 48, right: 16, top: 16, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: points.map(([month]) => month) },
      yAxis: { type: 'value', minInterval: 1 },
      series: [{ type: 'line', name, symbolSize: 8, data: points.map(([, value]) => value) }],
    }),
    [points, name],
  );
  return (
    <Chart
      title={words.trendTitle(name)}
      option={option}
      onOpen={({ name: month }) => void navigate(listOf(measure, { from: month, to: month }))}
      summary={points.map(([month, value]) => `${month}: ${value}`).join('; ')}
    />
  );
}
