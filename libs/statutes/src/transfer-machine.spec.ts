import { describe, expect, it } from '@jest/globals';
import {
  clockKeys,
  FINAL_TRANSFER_STATES,
  findStep,
  INITIAL_TRANSFER_STATE,
  nextSteps,
  runSequence,
  step,
  TRANSFER_ACTORS,
  TRANSFER_EVENTS,
  TRANSFER_STATES,
  type TransferState,
  transferTransitions,
} from './index.js';

const states = Object.keys(TRANSFER_STATES) as TransferState[];

describe('the table of steps', () => {
  it('has one step for an event in a state', () => {
    const names = transferTransitions.map(({ from, event }) => `${from} ${event}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('uses every state, event and actor, so that no word is left over', () => {
    const used = <T>(of: (each: (typeof transferTransitions)[number]) => T) =>
      new Set(transferTransitions.map(of));
    expect(used(({ event }) => event)).toEqual(new Set(Object.keys(TRANSFER_EVENTS)));
    expect(used(({ actor }) => actor)).toEqual(new Set(Object.keys(TRANSFER_ACTORS)));
    expect(new Set([...used(({ from }) => from), ...used(({ to }) => to)])).toEqual(
      new Set([...states, null]),
    );
  });

  it('names limits that there are', () => {
    const named = transferTransitions.flatMap(({ within, after }) => [within ?? [], after ?? []].flat());
    expect(named.filter((key) => !clockKeys.includes(key))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  it('reaches every state from the beginning, and an end from every state', () => {
    const reach = (
      first: readonly (TransferState | null)[],
      next: (state: TransferState | null) => TransferState[],
    ) => {
      const seen = new Set(first);
      for (const state of seen) for (const each of next(state)) seen.add(each);
      return seen;
    };
    const forward = reach([INITIAL_TRANSFER_STATE, null], (state) => nextSteps(state).map(({ to }) => to));
    expect(states.filter((state) => !forward.has(state))).toEqual([]);
    const backward = reach(FINAL_TRANSFER_STATES, (state) =>
      transferTransitions.flatMap(({ from, to }) => (to === state && from !== null ? [from] : [])),
    );
    expect(states.filter((state) => !backward.has(state))).toEqual([]);
  });

  it.each([TRANSFER_STATES, TRANSFER_EVENTS, TRANSFER_ACTORS])(
    'names its words in both languages',
    (words) => {
      for (const { zh, en } of Object.values(words)) {
        expect(zh).toMatch(/^\p{Script=Han}+$/u);
        expect(en).toMatch(/^[a-z ]+$/);
      }
    },
  );
});

describe('step', () => {
  it('answers with the step of the table', () => {
    expect(step('AWAIT_APPROVAL', 'APPROVED')).toEqual({
      from: 'AWAIT_APPROVAL',
      event: 'APPROVED',
      to: 'AWAIT_DELIVERY',
      actor: 'ADMIN_HEAD',
      within: 'TRANSFER_APPROVAL_3D',
      basis: '国务院令第310号第5条',
      certainty: 'VERIFIED',
    });
    expect(step(null, 'REVERSE_CASE_RECEIVED').to).toBe('REVERSE_RECEIVED');
  });

  it('refuses what the table does not hold, and names what may happen', () => {
    expect(() => step('DELIVERED', 'FILED')).toThrow(
      expect.objectContaining({
        kind: 'conflict',
        code: 'transfer.step-not-allowed',
        message:
          'FILED cannot happen in DELIVERED; allowed: RECEIPT_SIGNED, REFUSED_TO_ACCEPT, RECEIPT_OVERDUE',
        zh: '当前状态下不能决定立案，只能：签收回执、拒绝接受、逾期未签收',
      }),
    );
    expect(() => step(null, 'FILED')).toThrow('FILED cannot happen in a case that does not exist yet');
  });

  it('knows no event of another table', () => {
    expect(findStep('DELIVERED', 'toString')).toBeUndefined();
    expect(findStep(null, 'CRIME_SUSPECTED')).toBeUndefined();
    expect(findStep('INVESTIGATING', 'REVERSE_CASE_RECEIVED')).toBeUndefined();
  });
});

it('nextSteps are those of the state, in the order of the table', () => {
  expect(nextSteps('DELIVERED').map(({ event }) => event)).toEqual([
    'RECEIPT_SIGNED',
    'REFUSED_TO_ACCEPT',
    'RECEIPT_OVERDUE',
  ]);
  expect(nextSteps(null).map(({ event }) => event)).toEqual(['REVERSE_CASE_RECEIVED']);
});

describe('runSequence', () => {
  it.each([
    ['nothing', [], { accepted: true, state: 'INVESTIGATING' }],
    ['a first event that is none', ['NONSENSE'], { accepted: false, state: 'INVESTIGATING', failsAt: 0 }],
    ['a first event of a later state', ['FILED'], { accepted: false, state: 'INVESTIGATING', failsAt: 0 }],
    ['a reverse case', ['REVERSE_CASE_RECEIVED'], { accepted: true, state: 'REVERSE_RECEIVED' }],
    [
      'a reverse case received twice',
      ['REVERSE_CASE_RECEIVED', 'REVERSE_CASE_RECEIVED'],
      { accepted: false, state: 'REVERSE_RECEIVED', failsAt: 1 },
    ],
    [
      'the beginning of an investigation after a reverse case',
      ['REVERSE_CASE_RECEIVED', 'CRIME_SUSPECTED'],
      { accepted: false, state: 'REVERSE_RECEIVED', failsAt: 1 },
    ],
    [
      'the first refusal, not a later one',
      ['CRIME_SUSPECTED', 'FILED', 'NONSENSE'],
      { accepted: false, state: 'TASK_FORCE', failsAt: 1 },
    ],
  ])('of %s', (_name, events, expected) => {
    expect(runSequence(events)).toEqual(expected);
  });
});
