import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useAppearance } from '../design/appearance.js';
import { colours, motion, type } from '../design/tokens.js';

use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

export type ChartOption = EChartsCoreOption;

interface Props {
  readonly option: ChartOption;
  readonly height: number;
  readonly onOpen: ((item: { name: string; data: unknown; seriesName?: string }) => void) | undefined;
}

export default function ChartView({ option, height, onOpen }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const opened = useRef(onOpen);
  opened.current = onOpen;
  const appearance = useAppearance();
  useEffect(() => {
    const made = init(place.current);
    chart.current = made;
    made.on('click', (item) => opened.current?.(item as never));
    const watch = new ResizeObserver(() => made.resize());
    if (place.current) watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const of = colours[appearance];
    chart.current?.setOption(
      {
        color: [of.accent, of.done, of.near, of.late, of.waiting],
        textStyle: { fontFamily: type.family, color: of.text },
        animationDuration: Number.parseInt(motion.normal),
        ...option,
      },
      { notMerge: true },
    );
  }, [option, appearance]);
  return <div ref={place} style={{ height }} />;
}
