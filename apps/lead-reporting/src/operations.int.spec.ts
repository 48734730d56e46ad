import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { opened } from './cases/cases-rig.suite.js';
import { daysLater, db, lead, service, useService } from './leads/leads-rig.suite.js';
import { testAgency } from '@xianjie/testing';

useService();

const operator = testAgency({ id: 'operator', kind: 'operator', area: null, parents: [] });

async function ask<T>(path: string): Promise<T> {
  const token = await service.issuer.token({ agency: operator, scopes: ['parked:read'] });
  const answer = await fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

async function until<T>(read: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 60; tries += 1) {
    const value = await read();
    if (good(value)) return value;
    await delay(100);
  }
  throw new Error('It did not come to that');
}

interface State {
  readonly outbox: { events: number; oldestSeconds: number };
  readonly relay: { active: { session: string; here: boolean } | null; sentTotal: number };
  readonly consumer: { lag: { topic: string; events: number; seconds: number }[]; partitions: number };
  readonly parked: { keys: number; reasons: { reason: string; keys: number }[] };
  readonly clocks: { late: number };
}

describe('GET /ops/state', () => {
  it('tells who sends, what waits, and how far behind the consumer is by topic', async () => {
    const state = await until(
      () => ask<State>('/ops/state'),
      ({ relay, outbox, consumer }) =>
        relay.active !== null && outbox.events === 0 && consumer.partitions > 0,
    );
    expect(state).toMatchObject({
      service: 'lead-reporting',
      log: 'postgres',
      obstacles: {},
      relay: { active: { here: true, session: expect.stringContaining('relay') }, failing: [] },
      outbox: { events: 0, oldestSeconds: 0 },
      parked: { keys: 0, reasons: [] },
    });
    expect(state.consumer.lag.map(({ topic }) => topic)).toContain('case-transfer.transfer');
  });

  it('counts limits that have passed, and keys that are set aside', async () => {
    const { clocks } = await ask<State>('/ops/state');
    await opened();
    await daysLater(90);
    expect((await ask<State>('/ops/state')).clocks.late).toBe(clocks.late + 1);
    await daysLater(0);
    await db.query(
      `INSERT INTO inbox_mark (stream_id, number, epoch, parked, parked_at) VALUES ('case-transfer.transfer/x', 3, 1, 'refused', now())`,
    );
    expect(
      await ask('/ops/marks?streamId=case-transfer.transfer/x&streamId=case-transfer.transfer/y'),
    ).toEqual({
      service: 'lead-reporting',
      items: [{ streamId: 'case-transfer.transfer/x', applied: '3', parked: 'refused' }],
    });
  });
});

describe('GET /ops/traces/{traceId}', () => {
  it('follows a request from the trail over its event to its place in the log', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const token = await service.issuer.token({ scopes: ['lead:submit'] });
    const answer = await fetch(`${service.url}/leads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      },
      body: JSON.stringify(lead()),
    });
    const { id } = (await answer.json()) as { id: string };
    interface Trace {
      readonly acts: { act: string; subjectId: string }[];
      readonly events: { streamId: string; sent: boolean; offset: string | null }[];
    }
    const trace = await until(
      () => ask<Trace>(`/ops/traces/${traceId}?locate=true`),
      ({ events }) => events[0]?.sent === true,
    );
    expect(trace).toMatchObject({
      acts: [{ act: 'lead.submit', subjectId: id }],
      events: [
        {
          type: 'lead_reporting.v1.LeadSubmitted',
          streamId: `lead-reporting.lead/${id}`,
          number: '1',
          sent: true,
          offset: expect.stringMatching(/^\d+$/),
        },
      ],
      parked: [],
    });
    expect(await ask(`/ops/traces/${'0'.repeat(31)}1`)).toMatchObject({ acts: [], events: [], parked: [] });
  });
});
