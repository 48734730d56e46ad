import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { Page, Section } from '../kit/page.js';
import { EmptyState, PageState } from '../kit/page-state.js';
import { type TimelineEntry, Timeline } from '../kit/timeline.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { operationsWords } from './operations.words.js';
import { type Marks, readMarks, readTraces, type Trace, useServiceHealth } from './ops-data.js';
import { useServiceName } from './service-name.js';
import { TraceSearch } from './trace-search.js';
import './operations.css';

/** The path of one act: lines of the trail, events, their place in the log, their effects at every service. */
export function Component() {
  const words = useWords(operationsWords);
  const [params] = useSearchParams();
  const id = params.get('id') ?? '';
  const query = useQuery({
    queryKey: ['ops', 'trace', id],
    queryFn: async ({ signal }) => {
      const traces = await readTraces(id, signal);
      const streams = [...new Set(traces.flatMap(({ events }) => events.map(({ streamId }) => streamId)))];
      return { traces, marks: await readMarks(streams.slice(0, 100), signal) };
    },
    enabled: /^[0-9a-f]{32}$/.test(id),
    refetchInterval: 5000,
  });
  return (
    <Page title={words.traceTitle}>
      <Section title={words.traceId}>
        <TraceSearch key={id} start={id} />
      </Section>
      {id !== '' && <PageState query={query}>{(found) => <Path {...found} />}</PageState>}
    </Page>
  );
}

function Path({ traces, marks }: { traces: readonly Trace[]; marks: readonly Marks[] }) {
  const words = useWords(operationsWords);
  const nameOf = useServiceName(useServiceHealth().data ?? []);
  const entries = traces.flatMap((trace) => [
    ...trace.acts.map((act, index) => actEntry(act, `${trace.service} ${index}`, nameOf(trace.service))),
    ...trace.events.map((event) => eventEntry(event, trace.service)),
  ]);
  if (entries.length === 0) return <EmptyState title={words.traceEmpty}>{words.traceEmptyNext}</EmptyState>;
  entries.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
  return (
    <Section title={words.path}>
      <Timeline entries={entries} label={words.path} />
    </Section>
  );

  function actEntry(
    { act, at, agency, subjectId }: Trace['acts'][number],
    key: string,
    service: string,
  ): TimelineEntry {
    return {
      key,
      at,
      title: act,
      who: `${service} · ${agency}`,
      details: <span className="mono">{subjectId}</span>,
    };
  }

  function eventEntry(event: Trace['events'][number], service: string): TimelineEntry {
    const { eventId, type, streamId, number, partition, occurredAt, sent, offset } = event;
    const place = offset === null ? words.partitionOnly(partition) : words.offset(partition, offset);
    return {
      key: eventId,
      at: occurredAt,
      tone: sent ? 'done' : 'near',
      title: type.split('.').at(-1) ?? type,
      who: `${nameOf(service)} · ${sent ? words.sent : words.notSent} · ${place}`,
      details: (
        <>
          <span className="mono">
            {streamId} #{number}
          </span>
          <Effects effects={effectsOf(streamId, BigInt(number))} />
        </>
      ),
    };
  }

  function effectsOf(streamId: string, number: bigint): string[] {
    return marks.flatMap(({ service, items }) => {
      const mark = items.find((item) => item.streamId === streamId);
      if (!mark) return [];
      if (BigInt(mark.applied) >= number) return [words.effectDone(nameOf(service))];
      if (mark.parked) return [words.effectParked(nameOf(service), wordFor(words.reasons, mark.parked))];
      return [words.effectPending(nameOf(service), mark.applied)];
    });
  }
}

function Effects({ effects }: { effects: readonly string[] }) {
  const words = useWords(operationsWords);
  return <div>{effects.length === 0 ? words.effectNone : effects.join(' · ')}</div>;
}
