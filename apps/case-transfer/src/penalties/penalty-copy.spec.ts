import { describe, expect, it } from '@jest/globals';
import { type PenaltyCopy, registerSending, type Sending } from './penalty-copy.js';

const copy = (change: Partial<PenaltyCopy> = {}): PenaltyCopy => ({
  decisionId: 'd',
  caseId: 'c',
  transferId: null,
  caseNo: null,
  decisionNo: '杭市知罚决〔2026〕12号',
  decidedOn: '2026-03-05',
  agency: 'ip-hangzhou',
  police: 'police-hangzhou',
  procuratorate: 'procuratorate-hangzhou',
  sentOn: null,
  rightHolderToldOn: null,
  noRightHolder: null,
  registeredBy: null,
  annulledOn: null,
  version: 1,
  ...change,
});
const officer = { id: 'o-1', name: '吴越' };
const send = (sending: Sending, given = copy()) => registerSending(given, sending, officer, '2026-03-12');
const codeOf = (sending: Sending, given = copy()) => {
  try {
    send(sending, given);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'done';
};

describe('registerSending', () => {
  it('says when the copies went out, and when the right holder was told', () => {
    expect(send({ sentOn: '2026-03-05', rightHolderToldOn: '2026-03-12' })).toEqual(
      copy({ sentOn: '2026-03-05', rightHolderToldOn: '2026-03-12', registeredBy: officer }),
    );
    expect(send({ sentOn: '2026-03-12', noRightHolder: '权利人无法联系' })).toMatchObject({
      rightHolderToldOn: null,
      noRightHolder: '权利人无法联系',
    });
  });

  const told = { rightHolderToldOn: '2026-03-10' };
  it.each<[string, Sending, Partial<PenaltyCopy>, string]>([
    ['before the decision', { sentOn: '2026-03-04', ...told }, {}, 'penalty-copy.before-decision'],
    ['in the future', { sentOn: '2026-03-13', ...told }, {}, 'penalty-copy.in-future'],
    [
      'with a letter before the decision',
      { sentOn: '2026-03-10', rightHolderToldOn: '2026-03-04' },
      {},
      'penalty-copy.before-decision',
    ],
    [
      'with a letter in the future',
      { sentOn: '2026-03-10', rightHolderToldOn: '2026-03-13' },
      {},
      'penalty-copy.in-future',
    ],
    ['with nobody told and no reason', { sentOn: '2026-03-10' }, {}, 'penalty-copy.right-holder'],
    [
      'told and not told',
      { sentOn: '2026-03-10', ...told, noRightHolder: '无' },
      {},
      'penalty-copy.right-holder',
    ],
    ['twice', { sentOn: '2026-03-10', ...told }, { sentOn: '2026-03-09' }, 'penalty-copy.sent'],
    [
      'of what was annulled',
      { sentOn: '2026-03-10', ...told },
      { annulledOn: '2026-03-08' },
      'penalty-copy.annulled',
    ],
  ])('refuses what was sent %s', (_what, sending, change, code) => {
    expect(codeOf(sending, copy(change))).toBe(code);
  });
});
