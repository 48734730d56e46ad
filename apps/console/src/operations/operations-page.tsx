import type { UseQueryResult } from '@tanstack/react-query';
import { type Service, services } from '../api/clients.js';
import { Page, Section } from '../kit/page.js';
import { EmptyState, PageState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { useWords } from '../words/words.js';
import { durationText, operationsWords } from './operations.words.js';
import { type OpsState, useOpsStates, useParked, useServiceHealth, type ServiceHealth } from './ops-data.js';
import { ParkedStreams } from './parked-streams.js';
import { useServiceName } from './service-name.js';
import { TraceSearch } from './trace-search.js';
import './operations.css';

/** How the backbone is doing: services, events under way, what is set aside. */
export function Component() {
  const words = useWords(operationsWords);
  const health = useServiceHealth();
  const states = useOpsStates();
  const parked = useParked();
  return (
    <Page title={words.title} lead={words.lead}>
      <PageState query={health}>
        {(found) => (
          <>
            <Section title={words.services}>
              <ServicesTable found={found} states={states} />
            </Section>
            <Section title={words.lagByTopic}>
              <LagTable states={states} found={found} />
            </Section>
            <Section title={words.parkedTitle}>
              <ParkedStreams queries={parked} found={found} />
            </Section>
            <Section title={words.traceTitle}>
              <TraceSearch />
            </Section>
          </>
        )}
      </PageState>
    </Page>
  );
}

type States = readonly UseQueryResult<OpsState>[];

function ServicesTable({ found, states }: { found: readonly ServiceHealth[]; states: States }) {
  const words = useWords(operationsWords);
  const nameOf = useServiceName(found);
  const heads = [
    words.service,
    words.health,
    words.outbox,
    words.relay,
    words.lag,
    words.parked,
    words.clocksLate,
  ];
  return (
    <div className="ops-scroll" tabIndex={0} role="region" aria-label={words.services}>
      <table className="ops-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map((service, index) => (
            <tr key={service}>
              <th scope="row">{nameOf(service)}</th>
              <HealthCell health={found.find(({ name }) => name === service)} />
              <StateCells state={states[index]?.data} failed={states[index]?.isError ?? false} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HealthCell({ health }: { health: ServiceHealth | undefined }) {
  const words = useWords(operationsWords);
  if (health?.ready)
    return (
      <td>
        <StatusTag tone="done">{words.ready}</StatusTag>
      </td>
    );
  return (
    <td>
      <StatusTag tone="late">{words.notReady}</StatusTag>
      <div className="soft">{health?.detail ?? words.noAnswer}</div>
    </td>
  );
}

function StateCells({ state, failed }: { state: OpsState | undefined; failed: boolean }) {
  const words = useWords(operationsWords);
  if (!state) return <td colSpan={5}>{failed ? words.noAnswer : '…'}</td>;
  const { outbox, relay, consumer, parked, clocks } = state;
  const events = consumer.lag.reduce((sum, each) => sum + each.events, 0);
  const seconds = Math.max(0, ...consumer.lag.map((each) => each.seconds));
  const troubles = [
    ...consumer.silentSources.map((each) => `${words.silent}：${each}`),
    ...consumer.stopped.map(({ partition, reason }) => `${words.stopped}：${partition} ${reason}`),
    ...relay.failing.map(({ topic, partition, reason }) => `${topic}/${partition} ${reason}`),
    ...relay.missingTopics,
  ];
  return (
    <>
      <td>
        <span className="number">{outbox.events}</span>
        {outbox.events > 0 && (
          <div className="soft">{words.oldest(durationText(outbox.oldestSeconds, words.duration))}</div>
        )}
      </td>
      <td>
        <StatusTag tone={relay.active ? 'done' : 'late'}>
          {relay.active ? words.relayHere : words.relayNone}
        </StatusTag>
        <div className="soft">{words.perSecond(relay.sentPerSecond.toFixed(1))}</div>
      </td>
      <td>
        {events === 0 ? words.none : words.lagTotal(events, durationText(seconds, words.duration))}
        {troubles.length > 0 && <Troubles troubles={troubles} />}
      </td>
      <td>{parked.keys === 0 ? words.none : <StatusTag tone="late">{parked.keys}</StatusTag>}</td>
      <td>{clocks.late === 0 ? words.none : clocks.late >= 1000 ? words.clocksMore(1000) : clocks.late}</td>
    </>
  );
}

/** What is wrong, the first of it; the rest is told by how many there are. */
function Troubles({ troubles }: { troubles: readonly string[] }) {
  const [first, ...more] = troubles;
  return (
    <div className="ops-trouble" title={troubles.join('\n')}>
      {first}
      {more.length > 0 && ` +${more.length}`}
    </div>
  );
}

function LagTable({ states, found }: { states: States; found: readonly ServiceHealth[] }) {
  const words = useWords(operationsWords);
  const nameOf = useServiceName(found);
  const rows = services.flatMap((service: Service, index) =>
    (states[index]?.data?.consumer.lag ?? [])
      .filter(({ events }) => events > 0)
      .map((lag) => ({ service, ...lag })),
  );
  if (rows.length === 0) return <EmptyState title={words.allCaughtUp} />;
  return (
    <table className="ops-table">
      <thead>
        <tr>
          {[words.topic, words.consumer, words.events, words.seconds].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ service, topic, events, seconds }) => (
          <tr key={`${service} ${topic}`}>
            <th scope="row" className="mono">
              {topic}
            </th>
            <td>{nameOf(service)}</td>
            <td className="number">{events}</td>
            <td>{durationText(seconds, words.duration)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
