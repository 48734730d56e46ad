import { setTimeout as sleep } from 'node:timers/promises';
import { TransferAnswerGiven, TransferPackageAcknowledged, TransferPackageSent } from '@xianjie/contracts';
import { canonicalJson, open, type PartnerKeys, seal, signDetached } from '@xianjie/envelopes';
import type { EventLog } from '@xianjie/messaging';
import { now } from '../transfers/transfers-rig.suite.js';
import { ACKNOWLEDGEMENT } from './acknowledgement.js';
import type { OfficersAnswer, OtherSide } from './channel.suite.js';
import { type NodeFolder } from './node-folder.suite.js';
import { beijingTime, type PlatformServer } from './platform-server.suite.js';
import type { PoliceServer } from './police-server.suite.js';

const stepOf = ({ transferId, step, externalNo }: OfficersAnswer) => ({
  transferId,
  step,
  externalNo,
  officer: { name: '孙毅' },
});

/** A system that is called, and whose answers are asked for. */
export function sideByHttp(server: () => PoliceServer): OtherSide {
  return {
    organ: 'police-hangzhou',
    agency: 'ip-hangzhou',
    area: '330106',
    reachable: (is) => void (server().behaviour = is ? 'good' : 'fails'),
    honest: (is) => void (server().behaviour = is ? 'good' : 'wrong-signature'),
    work: async () => undefined,
    get received() {
      return server().received.map(({ deliveryId, text }) => ({ deliveryId, body: text }));
    },
    async answer(answer, times) {
      for (let n = 0; n < times; n += 1) await server().offer(stepOf(answer));
    },
  };
}

/** Acknowledges what comes, where it looks; remembers all of it. */
abstract class Reader implements OtherSide {
  abstract readonly organ: string;
  abstract readonly agency: string;
  abstract readonly area: string;
  readonly received: { deliveryId: string; body: string }[] = [];
  protected isReachable = true;
  protected isHonest = true;

  reachable(is: boolean): void | Promise<void> {
    this.isReachable = is;
  }

  honest(is: boolean): void {
    this.isHonest = is;
  }

  protected async acknowledgement(keys: PartnerKeys, deliveryId: string, digest: string) {
    const said = { deliveryId, digest, receivedAt: new Date().toISOString() };
    const signed = this.isHonest ? said : { ...said, digest: '0'.repeat(64) };
    const purpose = { recipient: 'xianjie', context: ACKNOWLEDGEMENT, signedAt: new Date() };
    return { ...said, signature: await signDetached(keys, canonicalJson(signed), purpose) };
  }

  abstract work(): Promise<void>;
  abstract answer(answer: OfficersAnswer, times: number): Promise<void>;
}

/** A system with topics of its own. */
export class SideByTopic extends Reader {
  readonly organ = 'police-shenzhen';
  readonly agency = 'ip-shenzhen';
  readonly area = '440305';
  readonly inbound = { topic: `case-transfer.inbound.${this.organ}`, partition: 0 };
  readonly outbound = { topic: `case-transfer.outbound.${this.organ}`, partition: 0 };
  private next = 0n;

  constructor(
    private readonly keys: PartnerKeys,
    private readonly log: () => EventLog,
  ) {
    super();
  }

  async work(): Promise<void> {
    if (!this.isReachable) return;
    for (const { offset, headers, value } of await this.log().read(this.outbound, this.next, 1000)) {
      this.next = offset + 1n;
      if (headers['ce_type'] === TransferPackageSent.type)
        await this.take(TransferPackageSent.decode(value as Buffer));
    }
  }

  async answer(answer: OfficersAnswer, times: number): Promise<void> {
    const content = Buffer.from(JSON.stringify(stepOf(answer)));
    const context = this.inbound.topic;
    const message = { recipient: 'xianjie', context, contentType: 'application/json', createdAt: new Date() };
    const envelope = Buffer.from(await seal(this.keys, content, message));
    const { externalNo, transferId } = answer;
    for (let n = 0; n < times; n += 1)
      await this.write(TransferAnswerGiven.encode({ externalNo, transferId, envelope }));
  }

  private async take({ deliveryId, digest, envelope }: TransferPackageSent): Promise<void> {
    const expected = { sender: 'xianjie', context: this.outbound.topic, now: new Date(), maxAge: 86_400 };
    const { content } = await open(this.keys, envelope, expected);
    this.received.push({ deliveryId, body: Buffer.from(content).toString('utf8') });
    await this.write(
      TransferPackageAcknowledged.encode(await this.acknowledgement(this.keys, deliveryId, digest)),
    );
  }

  private async write(value: Buffer): Promise<void> {
    await this.log().append(this.inbound, [{ key: 'k', value, headers: {} }]);
  }
}

/** A system behind a front-end node. */
export class SideByDirectory extends Reader {
  readonly organ = 'police-guangdong';
  readonly agency = 'ip-guangzhou';
  readonly area = '440103';
  private count = 0;

  constructor(
    private readonly keys: PartnerKeys,
    readonly folder: NodeFolder,
  ) {
    super();
  }

  override async reachable(is: boolean): Promise<void> {
    if (is === this.isReachable) return;
    await this.folder.mounted(is);
    this.isReachable = is;
  }

  async work(): Promise<void> {
    if (!this.isReachable) return;
    for (const { kind, digest, content } of await this.folder.fetch()) {
      if (kind !== 'DELIVERY') continue;
      const { deliveryId } = content as { deliveryId: string };
      this.received.push({ deliveryId, body: JSON.stringify(content) });
      const said = await this.acknowledgement(this.keys, deliveryId, digest);
      await this.folder.bring(this.nextId(), 'ACKNOWLEDGEMENT', said);
    }
  }

  async answer(answer: OfficersAnswer, times: number): Promise<void> {
    const packageId = this.nextId();
    for (let n = 0; n < times; n += 1) {
      await this.folder.bring(packageId, 'ANSWER', stepOf(answer));
      await this.taken(packageId);
    }
  }

  private async taken(packageId: string): Promise<void> {
    for (
      let tries = 0;
      (await this.folder.names('in')).includes(`${packageId}.xjp`) && tries < 200;
      tries += 1
    )
      await sleep(50);
  }

  private nextId(): string {
    this.count += 1;
    return `GD-${this.count}`;
  }
}

const codes = { RECEIPT_SIGNED: '20', SENT_TO_PROSECUTION: '50' };

/** An organ that works on a provincial platform. */
export function sideByPlatform(server: () => PlatformServer): OtherSide {
  return {
    organ: 'police-zhejiang',
    agency: 'ip-ningbo',
    area: '330203',
    reachable: (is) => void (server().behaviour = is ? 'good' : 'fails'),
    honest: (is) => void (server().behaviour = is ? 'good' : 'other-content'),
    work: async () => undefined,
    get received() {
      return server().pushed.map(({ fields, body }) => ({
        deliveryId: fields['YWLSH'] ?? '',
        body: body.toString('utf8'),
      }));
    },
    async answer({ deliveryId, step }, times) {
      for (let n = 0; n < times; n += 1)
        server().tell({ YWLSH: deliveryId, ZTDM: codes[step], CZSJ: beijingTime(now()) });
    },
  };
}
