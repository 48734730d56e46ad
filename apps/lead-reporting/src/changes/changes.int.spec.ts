import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import type { Agency } from '@xianjie/identity';
import { ChangeFeed } from '@xianjie/service';
import { opened, waitingLead } from '../cases/cases-rig.suite.js';
import { wenzhou } from '../circulars/circulars-rig.suite.js';
import { bulk, guangdong, hangzhou, lead, service, useService } from '../leads/leads-rig.suite.js';

useService();

const listeners: Listener[] = [];
afterEach(async () => {
  const open = listeners.splice(0);
  open.forEach((listener) => listener.close());
  await Promise.all(open.map(({ ended }) => ended));
});

interface Told {
  readonly id: number;
  readonly event: string;
  readonly data: { resource?: string; id?: string };
}

/** Somebody who listens. */
class Listener {
  readonly told: Told[] = [];
  place = -1;
  ended: Promise<void> = Promise.resolve();
  readonly #gone = new AbortController();

  static async open(agency: Agency, after?: number, scopes = ['lead:read', 'case:read']): Promise<Listener> {
    const token = await service.issuer.token({ agency, scopes });
    const listener = new Listener();
    listeners.push(listener);
    const answer = await fetch(`${service.url}/changes`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(after === undefined ? {} : { 'last-event-id': String(after) }),
      },
      signal: listener.#gone.signal,
    });
    if (answer.status !== 200) {
      await answer.text();
      throw new Error(`${answer.status}`);
    }
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    listener.ended = listener.#read(answer).catch(() => undefined);
    await until(() => listener.place >= 0);
    return listener;
  }

  close(): void {
    this.#gone.abort();
  }

  idsOf(resource: string): (string | undefined)[] {
    return this.told.filter(({ data }) => data.resource === resource).map(({ data }) => data.id);
  }

  async #read(answer: Response): Promise<void> {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks)
        this.#take(new Map(block.split('\n').map((line) => line.split(': ', 2) as [string, string])));
    }
  }

  #take(fields: ReadonlyMap<string, string>): void {
    this.place = Number(fields.get('id') ?? this.place);
    const event = fields.get('event');
    if (event) this.told.push({ id: this.place, event, data: JSON.parse(fields.get('data') ?? '{}') });
  }
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !what(); tries += 1) await delay(50);
  expect(what()).toBe(true);
}

describe('GET /changes', () => {
  it('tells who may see a thing that it changed, soon, and nobody else', async () => {
    const [near, far] = [await Listener.open(hangzhou), await Listener.open(guangdong)];
    const began = Date.now();
    const leadId = await waitingLead({ scope: 'PROVINCE' });
    await until(() => near.idsOf('leads').includes(leadId));
    expect(Date.now() - began).toBeLessThan(3000);
    const nationwide = await waitingLead({ scope: 'NATION' });
    await until(() => far.idsOf('leads').includes(nationwide));
    expect(far.idsOf('leads')).not.toContain(leadId);
  });

  it('asks for the permission to read such a thing as well', async () => {
    const early = await Listener.open(hangzhou);
    const { id } = await opened();
    // The feed has come past it before the others listen.
    await until(() => early.idsOf('cases').includes(id));
    const [all, leadsOnly] = [
      await Listener.open(hangzhou),
      await Listener.open(hangzhou, undefined, ['lead:read']),
    ];
    const { id: another } = await opened();
    await until(() => all.idsOf('cases').includes(another));
    const leadId = await waitingLead();
    await until(() => leadsOnly.idsOf('leads').includes(leadId));
    expect(leadsOnly.idsOf('cases')).toEqual([]);
    expect(all.idsOf('cases')).not.toContain(id);
  });

  it('goes on without loss behind the last event that was received', async () => {
    const listener = await Listener.open(hangzhou);
    const first = await waitingLead();
    await until(() => listener.idsOf('leads').includes(first));
    listener.close();
    const missed = await bulk(Array.from({ length: 30 }, () => lead({ areaCode: '330106' })));
    const again = await Listener.open(hangzhou, listener.place);
    await until(() => again.idsOf('leads').length >= 30);
    expect(again.idsOf('leads')).toEqual(missed.map(({ leadId }) => leadId));
  });

  it('goes on also when nobody listened meanwhile, and when other changes are at work', async () => {
    const before = await Listener.open(wenzhou);
    before.close();
    await delay(100);
    const missed = await waitingLead();
    const [later] = await Promise.all([Listener.open(wenzhou, before.place), waitingLead()]);
    await until(() => later.idsOf('leads').includes(missed));
  });

  it('gives one caller six streams at most', async () => {
    for (let n = 0; n < 6; n += 1) await Listener.open(wenzhou);
    await expect(Listener.open(wenzhou)).rejects.toThrow('429');
    listeners.pop();
    listeners.pop()?.close();
    await delay(100);
    await expect(Listener.open(wenzhou)).resolves.toBeDefined();
  });

  it('ends when the service stops', async () => {
    const listener = await Listener.open(hangzhou);
    const began = Date.now();
    service.app.get(ChangeFeed).onModuleDestroy();
    await listener.ended;
    expect(Date.now() - began).toBeLessThan(4000);
  });
});
