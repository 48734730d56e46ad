import { describe, expect, it } from '@jest/globals';
import { canonicalJson, signDetached, verifyDetached } from '@xianjie/envelopes';
import { ANSWER, AnswerBook } from './answer-book.js';
import type { Manners } from './misbehaviour.js';
import { keysOfBoth, ORGAN, PLATFORM } from './police-rig.suite.js';
import { ACKNOWLEDGEMENT } from './police-system.js';

const keys = keysOfBoth('INTL');
const answer = { transferId: 't-1', externalNo: 'Q-1', step: 'RECEIPT_SIGNED', officer: { name: '徐刚' } };
const book = (manners: Manners = {}) => new AnswerBook(keys.police, PLATFORM, manners);

/** The page once something lies ready. */
async function page(of: AnswerBook, after = '') {
  for (let tries = 0; ; tries += 1) {
    const found = of.page(after);
    if (found.items.length > 0 || tries > 50) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function told(by = keys.platform) {
  const said = { externalNo: 'Q-1', status: 'ACCEPTED', transferId: 't-1', stepNo: 5, answeredAt: 'now' };
  const purpose = { recipient: ORGAN, context: ACKNOWLEDGEMENT, signedAt: new Date() };
  const signature = await signDetached(by, canonicalJson(said), purpose);
  return Buffer.from(
    JSON.stringify({ acknowledgements: [{ ...said, stateNow: 'RECEIVED', issues: [], signature }] }),
  );
}

const proven = ({ answer: given, signature }: { answer: object; signature: unknown }) =>
  verifyDetached(keys.platform, canonicalJson(given as never), signature, {
    signer: ORGAN,
    context: ANSWER,
    asOf: new Date(),
  });

describe('answers that are asked for', () => {
  it('lie ready signed, page by page, until the platform has said what became of them', async () => {
    const one = book();
    const pending = one.lay(answer);
    const { items, cursor } = await page(one);
    await proven(items[0] as never);
    expect([(items[0] as { answer: object }).answer, cursor, one.page(cursor)]).toEqual([
      answer,
      '1',
      { items: [], cursor: '1' },
    ]);
    await one.note(await told());
    expect(await pending).toEqual({
      externalNo: 'Q-1',
      status: 'ACCEPTED',
      stepNo: 5,
      stateNow: 'RECEIVED',
      issues: [],
    });
  });

  it('are not taken on the word of somebody else', async () => {
    await expect(book().note(await told(keys.stranger))).rejects.toMatchObject({ code: 'envelope.key' });
  });

  it('lie there twice, or say something else than was signed, where the system is told to', async () => {
    const doubled = book({ misbehave: 'doubles' });
    void doubled.lay(answer).catch(() => undefined);
    expect((await page(doubled)).items).toHaveLength(2);
    await doubled.note(await told());
    const spoilt = book({ misbehave: 'wrong-signature' });
    const pending = spoilt.lay(answer);
    await expect(proven((await page(spoilt)).items[0] as never)).rejects.toMatchObject({
      code: 'envelope.signature',
    });
    await spoilt.note(await told());
    await pending;
  });
});
