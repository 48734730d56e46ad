import { canonicalJson, type PartnerKeys, signDetached, verifyDetached } from '@xianjie/envelopes';
import { type Manners, timesOf } from './misbehaviour.js';
import { ACKNOWLEDGEMENT, type AnswerTaken, type PoliceAnswer } from './police-system.js';

/** What signatures on answers count for that the platform asks for. */
export const ANSWER = 'case-transfer.answer';

const PAGE = 20;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 60_000;

interface Told extends Omit<AnswerTaken, 'issues'> {
  readonly transferId: string | null;
  readonly answeredAt: string;
  readonly issues: readonly { readonly rule: string }[];
  readonly signature: unknown;
}

/** Answers that lie ready for the platform to ask for: pages by a cursor, each answer signed; and what it said to them. */
export class AnswerBook {
  private readonly items: { answer: object; signature: object }[] = [];
  private readonly told = new Map<string, AnswerTaken>();

  constructor(
    private readonly keys: PartnerKeys,
    private readonly platform: string,
    private readonly manners: Manners,
  ) {}

  /** Lays an answer ready, and waits until the platform has told what became of it. */
  async lay(answer: PoliceAnswer): Promise<AnswerTaken> {
    const written = this.manners.misbehave === 'wrong-signature' ? { ...answer, step: 'FILED' } : answer;
    const purpose = { recipient: this.platform, context: ANSWER, signedAt: new Date() };
    const signature = await signDetached(this.keys, canonicalJson({ ...answer }), purpose);
    const item = { answer: written, signature };
    for (let times = timesOf(this.manners); times > 0; times -= 1) this.items.push(item);
    return this.outcomeOf(answer.externalNo, signature.signature.slice(0, 64));
  }

  page(after: string): { readonly items: readonly object[]; readonly cursor: string } {
    const from = Number(after || '0');
    const items = this.items.slice(from, from + PAGE);
    return { items, cursor: String(from + items.length) };
  }

  /** Notes what the platform says of answers. Throws where it is not the platform that says it. */
  async note(body: Buffer): Promise<void> {
    const { acknowledgements } = JSON.parse(body.toString('utf8')) as { acknowledgements: readonly Told[] };
    for (const { signature, stateNow, issues, ...said } of acknowledgements) {
      const { externalNo, status, transferId, stepNo, answeredAt } = said;
      const expected = { signer: this.platform, context: ACKNOWLEDGEMENT, asOf: new Date() };
      const content = canonicalJson({ externalNo, status, transferId, stepNo, answeredAt });
      await verifyDetached(this.keys, content, signature, expected);
      this.told.set(externalNo, {
        externalNo,
        status,
        stepNo,
        stateNow,
        issues: issues.map(({ rule }) => rule),
      });
    }
  }

  /** An answer that could not be read is named by its signature. */
  private async outcomeOf(externalNo: string, name: string): Promise<AnswerTaken> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = this.told.get(externalNo) ?? this.told.get(name);
      if (found) return found;
      if (performance.now() > deadline) throw new Error(`The platform does not ask for answer ${externalNo}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}
