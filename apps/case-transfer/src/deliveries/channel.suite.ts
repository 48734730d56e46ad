import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { LOGGER, type Job, Clock } from '@xianjie/service';
import { begun } from '../transfers/play.suite.js';
import {
  countOf,
  db,
  done,
  FIVE,
  now,
  page,
  paper,
  papers,
  service,
  stateOf,
  wait,
  type Who,
} from '../transfers/transfers-rig.suite.js';
import { AgreedKeys } from './agreed-keys.js';
import { AnswersJob } from './answers.job.js';
import { Acknowledgements } from './acknowledgements.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryJob } from './delivery.job.js';
import { InboxOwner } from './inbox-owner.js';
import { PackagesInbox } from './packages-inbox.js';
import { PackagesJob } from './packages.job.js';
import { PartnerAnswers } from './partner-answers.js';
import { Partners } from './partners.js';
import { Platforms } from './platforms.js';
import { PoliceChannels } from './police-channels.js';
import { StatusesJob } from './statuses.job.js';

/** An answer of an officer of the organ. */
export interface OfficersAnswer {
  readonly transferId: string;
  readonly deliveryId: string;
  readonly step: 'RECEIPT_SIGNED' | 'SENT_TO_PROSECUTION';
  readonly externalNo: string;
}

/** The other side of a channel, as tests drive it. */
export interface OtherSide {
  readonly organ: string;
  readonly agency: string;
  readonly area: string;
  /** Nothing comes through, or does again. */
  reachable(is: boolean): void | Promise<void>;
  /** Whether its word that it has a delivery can be believed. */
  honest(is: boolean): void;
  /** Does what it does by itself now and then: reads, and acknowledges. */
  work(): Promise<void>;
  /** Deliveries as they came, repeats too: id and bytes. */
  readonly received: readonly { readonly deliveryId: string; readonly body: string }[];
  /** Gives an officer's answer; `times` is how often the same. */
  answer(answer: OfficersAnswer, times: number): Promise<void>;
}

interface Shown {
  readonly status: string;
  readonly attempts: number;
  readonly failure: string | null;
  readonly waitingSince: string | null;
}

/** What every channel to a police organ owes to who sends by it. */
export function describeChannel(name: string, side: () => OtherSide): void {
  const officer = (no: number, head = false): Who => ({
    agency: side().agency,
    officer: { id: `${side().agency}-${no}`, name: `承办${no}`, ...(head ? { head } : {}) },
  });

  /** A transfer whose delivery was ordered. */
  async function ordered(): Promise<{ readonly id: string; readonly delivery: string }> {
    const { agency, area } = side();
    const { id } = await begun({ agency, areaCode: area });
    const documentId = await paper(id, officer(1), 'TRANSFER_REPORT');
    for (const each of [1, 2])
      await done('POST', `/transfers/${id}/signatures`, officer(each), { documentId });
    await done('POST', `/transfers/${id}/steps`, officer(1), {
      step: 'REPORT_SUBMITTED',
      documents: [documentId],
    });
    await done('POST', `/transfers/${id}/steps`, officer(3, true), { step: 'APPROVED' });
    const order = { documentNo: '某知移〔2026〕1号', documents: await papers(id, officer(1), FIVE) };
    const { id: delivery } = await done<{ id: string }>(
      'POST',
      `/transfers/${id}/deliveries`,
      officer(1),
      order,
    );
    return { id, delivery };
  }

  /** The delivery once it is as expected; the other side works meanwhile. */
  async function until(delivery: string, is: (shown: Shown) => boolean, onward = 0): Promise<Shown> {
    for (let tries = 0; ; tries += 1) {
      await side().work();
      const shown = await done<Shown>('GET', `/deliveries/${delivery}`, officer(1));
      if (is(shown)) return shown;
      if (tries > 200) throw new Error(`It stays ${JSON.stringify(shown)}`);
      if (tries % 10 === 9) wait(onward);
      await sleep(50);
    }
  }

  const arrived = (delivery: string) => until(delivery, ({ status }) => status === 'ARRIVED', 0.01);
  const stepsOf = (id: string, step: string) =>
    countOf('transfer_step', `transfer_id = '${id}' AND step = '${step}'`);
  const copiesOf = (delivery: string) => side().received.filter(({ deliveryId }) => deliveryId === delivery);

  async function becomes(id: string, state: string): Promise<void> {
    for (let tries = 0; (await stateOf(id)) !== state; tries += 1) {
      if (tries > 200) throw new Error(`It stays ${await stateOf(id)}`);
      await side().work();
      await sleep(50);
    }
  }

  describe(`a police organ that is reached by ${name}`, () => {
    afterEach(async () => {
      side().honest(true);
      await side().reachable(true);
    });

    it('has the case once its system says so, as the act of the officer who ordered it', async () => {
      const { id, delivery } = await ordered();
      await arrived(delivery);
      const { state, steps, dueKey } = await page(id, officer(1));
      expect([state, dueKey]).toEqual(['DELIVERED', 'RECEIPT_24H']);
      expect(steps.at(-1)).toMatchObject({
        step: 'DELIVERED',
        organ: side().agency,
        paper: { officer: { name: '承办1' }, source: 'ACKNOWLEDGEMENT' },
      });
      const [copy] = copiesOf(delivery);
      expect(JSON.parse(copy?.body ?? '')).toMatchObject({
        deliveryId: delivery,
        transferId: id,
        kind: 'TRANSFER',
      });
    });

    it('loses nothing by an outage of days: it shows as waiting with the clock running, and arrives as one', async () => {
      await side().reachable(false);
      const { id, delivery } = await ordered();
      const since = now().toISOString();
      await until(delivery, ({ attempts }) => attempts > 0);
      for (let day = 0; day < 4; day += 1) {
        wait(24);
        await sleep(300);
        expect(await page(id, officer(1))).toMatchObject({
          state: 'AWAIT_DELIVERY',
          dueKey: 'TRANSFER_24H',
          late: true,
          deliveries: [{ id: delivery, waitingSince: since }],
        });
      }
      await side().reachable(true);
      await arrived(delivery);
      expect(await stepsOf(id, 'DELIVERED')).toBe(1);
      expect(new Set(copiesOf(delivery).map(({ body }) => body)).size).toBe(1);
    });

    it('does not have it by a word that cannot be believed: why is shown, and it is sent again', async () => {
      side().honest(false);
      const { id, delivery } = await ordered();
      const doubted = await until(delivery, ({ failure }) => failure !== null);
      expect(doubted.failure).toMatch(/^(acknowledgement|envelope)\./);
      expect(await stateOf(id)).toBe('AWAIT_DELIVERY');
      side().honest(true);
      await arrived(delivery);
      expect(copiesOf(delivery).length).toBeGreaterThan(1);
      expect(await stepsOf(id, 'DELIVERED')).toBe(1);
    });

    it('answers once, however often the same answer comes', async () => {
      const { id, delivery } = await ordered();
      await arrived(delivery);
      const answer = {
        transferId: id,
        deliveryId: delivery,
        step: 'RECEIPT_SIGNED',
        externalNo: `回-${id}`,
      } as const;
      await side().answer(answer, 2);
      await becomes(id, 'RECEIVED');
      await sleep(500);
      expect(await stepsOf(id, 'RECEIPT_SIGNED')).toBe(1);
    });

    it('takes no step that the table forbids', async () => {
      const { id, delivery } = await ordered();
      await arrived(delivery);
      const base = { transferId: id, deliveryId: delivery };
      await side().answer({ ...base, step: 'SENT_TO_PROSECUTION', externalNo: `诉-${id}` }, 1);
      await side().answer({ ...base, step: 'RECEIPT_SIGNED', externalNo: `回-${id}` }, 1);
      await becomes(id, 'RECEIVED');
      expect(await stepsOf(id, 'SENT_TO_PROSECUTION')).toBe(0);
    });

    it('has one owner at each instant, of three instances', async () => {
      const others = [...instance(), ...instance()];
      const { id, delivery } = await ordered();
      const never = new AbortController().signal;
      const stop = Date.now() + 1500;
      const running = others.map(async (job) => {
        while (Date.now() < stop) await job.run(never);
      });
      await arrived(delivery);
      const answer = {
        transferId: id,
        deliveryId: delivery,
        step: 'RECEIPT_SIGNED',
        externalNo: `回-${id}`,
      } as const;
      await side().answer(answer, 1);
      await Promise.all(running);
      await becomes(id, 'RECEIVED');
      expect([
        copiesOf(delivery).length,
        await stepsOf(id, 'DELIVERED'),
        await stepsOf(id, 'RECEIPT_SIGNED'),
      ]).toEqual([1, 1, 1]);
    });
  });
}

/** The jobs of a further instance of the service, on the same database. */
function instance(): Job[] {
  const { app } = service;
  const owner = new InboxOwner(db);
  const [clock, answers, logger] = [app.get(Clock), app.get(PartnerAnswers), app.get(LOGGER)];
  const [partners, agreed] = [app.get(Partners), app.get(AgreedKeys)];
  const inbox = new PackagesInbox(db, clock, owner, answers, app.get(Acknowledgements), logger);
  return [
    new DeliveryJob(db, clock, app.get(PoliceChannels), app.get(DeliveriesService), logger),
    new AnswersJob(db, clock, partners, agreed, answers, owner, logger),
    new PackagesJob(partners, agreed, owner, inbox, logger),
    new StatusesJob(db, clock, app.get(Platforms), owner, answers, logger),
  ];
}
