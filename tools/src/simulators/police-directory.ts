import { mkdirSync } from 'node:fs';
import { open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartnerKeys } from '@xianjie/envelopes';
import { type Manners, takeTime, timesOf } from './misbehaviour.js';
import { packageName, readPackage, writePackage } from './package-file.js';
import {
  acknowledge,
  type AnswerTaken,
  keepDelivery,
  type PoliceAnswer,
  type PoliceSystem,
  type ReceivedDelivery,
} from './police-system.js';

export interface PoliceDirectoryOptions {
  readonly organ: string;
  readonly platform: string;
  readonly keys: PartnerKeys;
  /** The directory that the front-end node carries: the platform writes into `out` and reads from `in`. */
  readonly directory: string;
  readonly manners?: Manners;
  readonly delivered?: (delivery: ReceivedDelivery) => void;
  /** Told of what it cannot make sense of. */
  readonly failed?: (error: unknown) => void;
}

const LOOK_EVERY_MS = 200;
const PATIENCE_MS = 60_000;

/** The outcome of an answer, as the platform packs it. */
interface Outcome extends Omit<AnswerTaken, 'issues'> {
  readonly packageId: string;
  readonly issues: readonly { readonly rule: string }[];
}

/**
 * A police liaison system behind a front-end node 前置机: it takes packages from the platform's `out`, and puts acknowledgements and answers
 * into `in`, each under a temporary name first. What it took it removes, once it is stored.
 */
export class PoliceByDirectory implements PoliceSystem {
  readonly organ: string;
  readonly manners: Manners;
  readonly received = new Map<string, ReceivedDelivery>();
  private readonly outcomes = new Map<string, AnswerTaken>();
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(private readonly options: PoliceDirectoryOptions) {
    const { organ, directory, manners = {} } = options;
    this.organ = organ;
    this.manners = manners;
    for (const folder of ['in', 'out']) mkdirSync(join(directory, folder), { recursive: true });
  }

  async start(): Promise<void> {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  async answer(answer: PoliceAnswer): Promise<AnswerTaken> {
    await takeTime(this.manners);
    const packageId = this.nextId('A');
    await this.send(packageId, 'ANSWER', answer);
    return this.outcomeOf(packageId);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      if (this.manners.misbehave !== 'silent')
        await this.look().catch((error: unknown) => this.options.failed?.(error));
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private async look(): Promise<void> {
    const folder = join(this.options.directory, 'out');
    for (const name of (await readdir(folder)).filter((each) => each.endsWith('.xjp')).sort())
      await this.take(join(folder, name)).catch((error: unknown) => this.options.failed?.(error));
  }

  private async take(path: string): Promise<void> {
    const { keys, platform } = this.options;
    const { manifest, content } = await readPackage(keys, await readFile(path), platform);
    if (manifest.kind === 'OUTCOME') this.note(JSON.parse(content.toString('utf8')) as Outcome);
    else await this.store(content);
    await unlink(path);
  }

  private async store(content: Buffer): Promise<void> {
    const { keys, platform, delivered } = this.options;
    const delivery = keepDelivery(this.received, content);
    await takeTime(this.manners);
    const said = await acknowledge(keys, platform, delivery, this.manners);
    await this.send(this.nextId('K'), 'ACKNOWLEDGEMENT', said);
    if (delivery.times === 1) delivered?.(delivery);
  }

  private note({ packageId, externalNo, status, stepNo, stateNow, issues }: Outcome): void {
    this.outcomes.set(packageId, {
      externalNo,
      status,
      stepNo,
      stateNow,
      issues: issues.map(({ rule }) => rule),
    });
  }

  /** One that doubles sends the same package again when the first was taken; one that signs wrongly spoils what it signed. */
  private async send(packageId: string, kind: 'ACKNOWLEDGEMENT' | 'ANSWER', content: object): Promise<void> {
    const { keys, platform } = this.options;
    const file = await writePackage(keys, { packageId, kind, recipient: platform }, content);
    const spoilt =
      this.manners.misbehave === 'wrong-signature' && kind === 'ANSWER' ? withOtherSender(file) : file;
    for (let times = timesOf(this.manners); times > 0; times -= 1)
      await this.put(packageName(packageId), spoilt);
  }

  /** Whole or not at all: whoever reads `in` never sees half of it. */
  private async put(name: string, bytes: Buffer): Promise<void> {
    const folder = join(this.options.directory, 'in');
    const part = join(folder, `.${name}.part`);
    const file = await open(part, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(folder, name));
  }

  private nextId(letter: string): string {
    this.count += 1;
    return `${letter}${Date.now().toString(36)}-${process.pid}-${this.count}`;
  }

  private async outcomeOf(packageId: string): Promise<AnswerTaken> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = this.outcomes.get(packageId);
      if (found) return found;
      if (this.stopping || performance.now() > deadline)
        throw new Error(`The platform does not answer package ${packageId}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

/** The manifest says something else than what was signed. */
function withOtherSender(file: Buffer): Buffer {
  const read = JSON.parse(file.toString('utf8')) as { manifest: { createdAt: string } };
  return Buffer.from(
    JSON.stringify({ ...read, manifest: { ...read.manifest, createdAt: '2026-01-01T00:00:00.000Z' } }),
  );
}
