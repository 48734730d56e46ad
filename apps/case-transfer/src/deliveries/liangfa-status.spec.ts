import { describe, expect, it } from '@jest/globals';
import { readStatus } from './liangfa-status.js';
import { insufficientStatuses, ownStatuses, statusSteps } from './liangfa-words.js';

const YWLSH = '0190a000-0000-7000-8000-000000000001';
const organOf = (unit: string) => (unit === '3300-GA' ? 'police-zhejiang' : undefined);

const status = (change: object = {}) => ({
  XH: '17',
  PTLSH: 'P-1',
  YWLSH,
  ZTDM: '30',
  ZTMC: '立案',
  CZSJ: '2026-03-02 16:00:01',
  CZR: '孙毅',
  WSH: '杭公立〔2026〕1号',
  SM: '符合立案条件',
  ...change,
});
const meaning = (change: object = {}) => readStatus(status(change), organOf)?.meaning;
const stepOf = (change: object) => {
  const found = meaning(change);
  return found?.kind === 'STEP' ? found.step : found;
};
const ruleOf = (change: object) => {
  const found = meaning(change);
  return found?.kind === 'UNKNOWN' ? found.rule : found?.kind;
};

describe('readStatus', () => {
  it('tells what the officer did, when by Beijing time, and of which delivery', () => {
    expect(readStatus(status(), organOf)).toEqual({
      reference: '17',
      cursor: '17',
      deliveryId: YWLSH,
      said: {
        PTLSH: 'P-1',
        YWLSH,
        ZTDM: '30',
        ZTMC: '立案',
        CZSJ: '2026-03-02 16:00:01',
        WSH: '杭公立〔2026〕1号',
      },
      meaning: {
        kind: 'STEP',
        step: {
          step: 'FILED',
          officer: { name: '孙毅' },
          documentNo: '杭公立〔2026〕1号',
          reasons: '符合立案条件',
          effectiveAt: '2026-03-02T08:00:01.000Z',
        },
      },
    });
  });

  it.each(Object.entries(statusSteps))('knows status %s as %s', (ZTDM, step) => {
    expect(stepOf({ ZTDM, BZCL: ['03'], ZBDW: '3300-GA' })).toMatchObject({ step });
  });

  it('names the papers that are missing, each with the reason', () => {
    expect(stepOf({ ZTDM: '21', BZCL: ['03', '04'] })).toMatchObject({
      missing: [
        { kind: 'ARTICLE_LIST', reason: '符合立案条件' },
        { kind: 'INSPECTION_OR_APPRAISAL', reason: '符合立案条件' },
      ],
    });
  });

  it('names the organ that it was forwarded to by its name here', () => {
    expect(stepOf({ ZTDM: '60', ZBDW: '3300-GA' })).toMatchObject({ forwardedTo: 'police-zhejiang' });
  });

  it.each(ownStatuses)('says nothing of the platform’s own status %s', (ZTDM) => {
    expect(meaning({ ZTDM })).toEqual({ kind: 'NOTHING' });
  });

  it.each<[string, object, string]>([
    ['a status that has no step here', { ZTDM: '88' }, 'platform.status-unknown'],
    ['a status that tells too little', { ZTDM: insufficientStatuses[0] }, 'platform.status-insufficient'],
    ['a filing without its number', { WSH: ' ' }, 'platform.field-missing'],
    ['a refusal without reasons', { ZTDM: '31', SM: null }, 'platform.field-missing'],
    ['nobody who did it', { CZR: '' }, 'platform.field-missing'],
    ['missing papers that it does not name', { ZTDM: '21' }, 'platform.field-missing'],
    ['a kind of paper that is unknown', { ZTDM: '21', BZCL: ['77'] }, 'platform.paper-unknown'],
    ['an organ that is unknown', { ZTDM: '60', ZBDW: '9' }, 'platform.unit-unknown'],
    ['no organ', { ZTDM: '60' }, 'platform.unit-unknown'],
    ['no time', { CZSJ: null }, 'platform.time-unreadable'],
    ['a day that is none', { CZSJ: '2026-13-40 16:00:01' }, 'platform.time-unreadable'],
    ['a time of another form', { CZSJ: '2026/03/02 16:00' }, 'platform.time-unreadable'],
    ['a field of another kind', { WSH: 7 }, 'platform.status-malformed'],
  ])('guesses nothing of %s', (_what, change, rule) => {
    expect(ruleOf(change)).toBe(rule);
  });

  it('shows nothing personal of what it does not understand', () => {
    const shown = JSON.stringify(readStatus(status({ ZTDM: '88', SM: '嫌疑人张三' }), organOf));
    expect(shown).not.toContain('张三');
    expect(shown).not.toContain('孙毅');
  });

  it('does not know a number of ours that is none', () => {
    expect(readStatus(status({ YWLSH: 'X-1' }), organOf)?.deliveryId).toBeNull();
  });

  it.each([[{}], [null], ['text'], [{ XH: '' }]])('cannot go on from %j', (given) => {
    expect(readStatus(given, organOf)).toBeUndefined();
  });
});
