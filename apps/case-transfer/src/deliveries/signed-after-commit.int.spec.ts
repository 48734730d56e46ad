import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { partnerTopic, TransferAnswerGiven, TransferAnswerTaken } from '@xianjie/contracts';
import { canonicalJson, type DetachedSignature, seal, verifyDetached } from '@xianjie/envelopes';
import { openEventLog, type PartnerRecord } from '@xianjie/messaging';
import { begun, type Played, toPolice } from '../transfers/play.suite.js';
import {
  agencyOf,
  countOf,
  db,
  page,
  police,
  SCOPES,
  service,
  stateOf,
  useService,
} from '../transfers/transfers-rig.suite.js';
import { ACKNOWLEDGEMENT } from './acknowledgement.js';
import { Acknowledger } from './acknowledger.js';
import { NodeFolder } from './node-folder.suite.js';
import { agreeKeys, partnersFile } from './partner-keys.suite.js';
import { PoliceAnswersInbox } from './police-answers.inbox.js';

/** The organ answers by calls, by its topic and by packages: whichever way, nothing signed goes out before the commit. */
const ORGAN = 'police-hangzhou';
const agreed = agreeKeys({ [ORGAN]: 'SM' });
const folder = new NodeFolder(agreed.of(ORGAN));
/** What was signed for it, whether it went out or not. */
const signed: DetachedSignature[] = [];

const topics = [TransferAnswerGiven, TransferAnswerTaken].map(({ topic }) => partnerTopic(topic, ORGAN));

useService(
  () => ({
    PARTNERS: partnersFile([{ organ: ORGAN, channel: 'directory', directory: folder.root, settleMs: 0 }]),
    PARTNER_KEYS: agreed.file,
    PARTNER_TOPICS: ORGAN,
  }),
  async ({ log: address }) => {
    const log = await openEventLog(address, { clientId: 'partner' });
    await log.createTopics(topics.map((name) => ({ name, partitions: 1 })));
    await log.close();
  },
);

beforeAll(async () => {
  const acknowledger = service.app.get(Acknowledger);
  const sign = acknowledger.sign.bind(acknowledger);
  acknowledger.sign = async (partner, answered) => {
    const signature = await sign(partner, answered);
    if (signature) signed.push(signature);
    return signature;
  };
  await db.manager.query(
    `CREATE FUNCTION refuse_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the commit fails'; END $$`,
  );
});
beforeEach(() => void signed.splice(0));

/** While this lasts, every step that is taken is rolled back by its own COMMIT, when all else was done. */
async function failingCommits(work: () => Promise<void>): Promise<void> {
  await db.manager.query(
    `CREATE CONSTRAINT TRIGGER refuse_commit AFTER INSERT ON transfer_step DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION refuse_commit()`,
  );
  try {
    await work();
  } finally {
    await db.manager.query('DROP TRIGGER refuse_commit ON transfer_step');
  }
}

const arrived = async (): Promise<Played> => {
  const transfer = await begun();
  await toPolice(transfer);
  return transfer;
};

const receipt = ({ id }: Played) => ({
  step: 'RECEIPT_SIGNED',
  externalNo: `杭回-${id}`,
  officer: { name: '孙毅' },
});

async function post({ id }: Played, key: string) {
  const token = await service.issuer.token({ scopes: SCOPES, agency: agencyOf(ORGAN) });
  const answer = await fetch(`${service.url}/transfers/${id}/steps`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      'idempotency-key': key,
    },
    body: JSON.stringify(receipt({ id } as Played)),
  });
  return { status: answer.status, said: JSON.stringify([...answer.headers]) + (await answer.text()) };
}

interface Acknowledged {
  readonly acknowledgement: { readonly signature: DetachedSignature };
}

async function verified({ acknowledgement: { signature, ...said } }: Acknowledged): Promise<void> {
  const expected = { signer: 'xianjie', context: ACKNOWLEDGEMENT, asOf: new Date() };
  await verifyDetached(agreed.of(ORGAN), canonicalJson(said), signature, expected);
}

const outcomes = async () =>
  (await folder.fetch()).flatMap(({ kind, content }) => (kind === 'OUTCOME' ? [content] : []));

describe('an acknowledgement whose commit fails', () => {
  it('is not answered to a call with an Idempotency-Key, nor kept for the next with it', async () => {
    const transfer = await arrived();
    await failingCommits(async () => {
      const { status, said } = await post(transfer, 'k-1');
      expect(status).toBe(500);
      expect(signed).toHaveLength(1);
      expect(said).not.toContain(signed[0]?.signature);
    });
    expect(await stateOf(transfer.id)).toBe('DELIVERED');
    expect(await countOf('idempotency_key')).toBe(0);
    const { status, said } = await post(transfer, 'k-1');
    expect(status).toBe(201);
    await verified(JSON.parse(said.slice(said.indexOf(']{') + 1)) as Acknowledged);
    const again = await post(transfer, 'k-1');
    expect([again.status, signed.length]).toEqual([201, 2]);
    expect(again.said).toContain(signed[1]?.signature);
  });

  it('is written to no topic', async () => {
    const transfer = await arrived();
    const [context = '', outbound] = topics;
    const content = { transferId: transfer.id, ...receipt(transfer) };
    const envelope = Buffer.from(
      await seal(agreed.of(ORGAN), Buffer.from(JSON.stringify(content)), {
        ...{ recipient: 'xianjie', context, contentType: 'application/json', createdAt: new Date() },
      }),
    );
    const { externalNo, transferId } = content;
    const value = TransferAnswerGiven.encode({ externalNo, transferId, envelope });
    const record = { partner: ORGAN, record: { value }, reference: `${context}/0/1` } as PartnerRecord;
    const inbox = service.app.get(PoliceAnswersInbox);
    const told = () =>
      countOf('event', `topic = '${outbound}' AND schema_id = ${TransferAnswerTaken.schemaId}`);
    await failingCommits(async () => {
      await expect(db.transact((tx) => inbox.take(tx, record))).rejects.toThrow('the commit fails');
    });
    expect([signed.length, await told(), await stateOf(transfer.id)]).toEqual([1, 0, 'DELIVERED']);
    await db.transact((tx) => inbox.take(tx, record));
    expect([signed.length, await told(), await stateOf(transfer.id)]).toEqual([2, 1, 'RECEIVED']);
  });

  it('is put into no directory; once the commit succeeds, one is', async () => {
    const transfer = await arrived();
    await failingCommits(async () => {
      await folder.bring('A-1', 'ANSWER', { transferId: transfer.id, ...receipt(transfer) });
      for (let tries = 0; signed.length < 2 && tries < 300; tries += 1) await sleep(50);
      expect(await outcomes()).toEqual([]);
      expect(await folder.names('in')).toEqual(['A-1.xjp']);
    });
    for (let tries = 0; (await folder.names('in')).length > 0 && tries < 300; tries += 1) await sleep(50);
    expect(await outcomes()).toEqual([expect.objectContaining({ packageId: 'A-1', status: 'ACCEPTED' })]);
    expect((await page(transfer.id, police)).state).toBe('RECEIVED');
  });
});
