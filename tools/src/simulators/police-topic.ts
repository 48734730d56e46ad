import {
  partnerTopic,
  TransferAnswerGiven,
  TransferAnswerTaken,
  TransferPackageAcknowledged,
  TransferPackageSent,
} from '@xianjie/contracts';
import { canonicalJson, open, type PartnerKeys, seal, verifyDetached } from '@xianjie/envelopes';
import type { EventLog } from '@xianjie/messaging';
import { type Manners, takeTime, timesOf } from './misbehaviour.js';
import {
  acknowledge,
  ACKNOWLEDGEMENT,
  type AnswerTaken,
  digestOf,
  keepDelivery,
  type PoliceAnswer,
  type PoliceSystem,
  type ReceivedDelivery,
} from './police-system.js';
import { TopicReader, type ReadEvent } from './topic-reader.js';

export interface PoliceTopicOptions {
  readonly organ: string;
  readonly platform: string;
  readonly keys: PartnerKeys;
  readonly log: EventLog;
  readonly manners?: Manners;
  readonly delivered?: (delivery: ReceivedDelivery) => void;
  /** Told of what it cannot make sense of. */
  readonly failed?: (error: unknown) => void;
}

const LOOK_EVERY_MS = 200;
/** Seconds: as long as the log keeps a record. */
const OLDEST = 30 * 86_400;
const PATIENCE_MS = 60_000;

/**
 * A police liaison system with topics of its own: it reads what is sealed for it on `case-transfer.outbound.<organ>`, and writes
 * acknowledgements and answers onto `case-transfer.inbound.<organ>`.
 */
export class PoliceByTopic implements PoliceSystem {
  readonly organ: string;
  readonly manners: Manners;
  readonly received = new Map<string, ReceivedDelivery>();
  private readonly taken = new Map<string, TransferAnswerTaken>();
  private readonly inbound: string;
  private readonly reader: TopicReader;
  private stopping = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: PoliceTopicOptions) {
    const { organ, log, manners = {} } = options;
    this.organ = organ;
    this.manners = manners;
    this.inbound = partnerTopic(TransferAnswerGiven.topic, organ);
    this.reader = new TopicReader(log, [this.outbound]);
  }

  private get outbound(): string {
    return partnerTopic(TransferPackageSent.topic, this.options.organ);
  }

  async start(): Promise<void> {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  async answer({ transferId, externalNo, ...step }: PoliceAnswer): Promise<AnswerTaken> {
    const { keys, platform } = this.options;
    await takeTime(this.manners);
    const content = Buffer.from(JSON.stringify({ transferId, externalNo, ...step }));
    const message = {
      recipient: platform,
      context: this.inbound,
      contentType: 'application/json',
      createdAt: new Date(),
    };
    const envelope = Buffer.from(await seal(keys, content, message));
    if (this.manners.misbehave === 'wrong-signature') envelope[envelope.length - 1]! ^= 1;
    const reference = await this.write(
      externalNo,
      TransferAnswerGiven.encode({ externalNo, transferId, envelope }),
    );
    return this.outcomeOf(reference);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      await this.readOn().catch((error: unknown) => this.options.failed?.(error));
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private async readOn(): Promise<void> {
    if (this.manners.misbehave === 'silent') return;
    await this.reader.readOn(async (event) => {
      await this.take(event).catch((error: unknown) => this.options.failed?.(error));
    });
  }

  private async take({ envelope, frame }: ReadEvent): Promise<void> {
    if (envelope.type === TransferPackageSent.type) await this.store(TransferPackageSent.decode(frame));
    if (envelope.type === TransferAnswerTaken.type) await this.note(TransferAnswerTaken.decode(frame));
  }

  private async store({ envelope, digest }: TransferPackageSent): Promise<void> {
    const { keys, platform, delivered } = this.options;
    const expected = { sender: platform, context: this.outbound, now: new Date(), maxAge: OLDEST };
    const { content } = await open(keys, envelope, expected);
    if (digestOf(content) !== digest) throw new Error('The content is not the one that was announced');
    const delivery = keepDelivery(this.received, content);
    await takeTime(this.manners);
    const said = await acknowledge(keys, platform, delivery, this.manners);
    await this.written(delivery.deliveryId, TransferPackageAcknowledged.encode(said));
    if (delivery.times === 1) delivered?.(delivery);
  }

  /** Believed only after proof, as everything that comes. */
  private async note(taken: TransferAnswerTaken): Promise<void> {
    const { externalNo, status, transferId, stepNo, answeredAt, signature } = taken;
    if (signature) {
      const said = canonicalJson({ externalNo, status, transferId, stepNo, answeredAt });
      const expected = { signer: this.options.platform, context: ACKNOWLEDGEMENT, asOf: new Date() };
      await verifyDetached(this.options.keys, said, signature, expected);
    }
    this.taken.set(taken.reference, taken);
  }

  /** Appends to the organ's own topic; answers the place of the (last) record, by which the platform answers. */
  private async write(key: string, value: Buffer): Promise<string> {
    const at = { topic: this.inbound, partition: 0 };
    const records = Array.from({ length: timesOf(this.manners) }, () => ({ key, value, headers: {} }));
    const { baseOffset } = await this.options.log.append(at, records);
    return `${at.topic}/${at.partition}/${baseOffset + BigInt(records.length) - 1n}`;
  }

  /** Writes again until the broker has it: the platform waits for what was stored, and drops what comes twice. */
  private async written(key: string, value: Buffer): Promise<void> {
    while (!this.stopping) {
      try {
        await this.write(key, value);
        return;
      } catch (error) {
        this.options.failed?.(error);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    }
  }

  private async outcomeOf(reference: string): Promise<AnswerTaken> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = this.taken.get(reference);
      if (found) {
        const { externalNo, status, stepNo, stateNow, issues } = found;
        return { externalNo, status, stepNo, stateNow, issues: issues.map(({ rule }) => rule) };
      }
      if (performance.now() > deadline) throw new Error(`The platform does not answer ${reference}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}
