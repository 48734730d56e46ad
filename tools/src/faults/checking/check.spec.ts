import { describe, expect, it } from '@jest/globals';
import { check } from './check.js';
import type { Change, History } from './history.js';
import { tell } from './tell.js';

const change = (number: number, stream = 'a'): Change => ({ stream, number, token: `${stream}-${number}` });
const changes = (...numbers: number[]) => numbers.map((number) => change(number));

/** Three accepted changes of stream a, applied in order by two consumers. */
function history(but: Partial<History> = {}): History {
  return {
    attempts: changes(1, 2, 3).map((each) => ({ outcome: 'accepted', changes: [each] })),
    committed: changes(1, 2, 3),
    consumers: [
      { name: 'first', effects: changes(1, 2, 3) },
      { name: 'second', effects: changes(1, 2, 3) },
    ],
    parked: [],
    unsettled: [],
    ...but,
  };
}

const withEffects = (...effects: Change[]) =>
  history({
    consumers: [
      { name: 'first', effects: changes(1, 2, 3) },
      { name: 'second', effects },
    ],
  });
const kinds = (of: History) => check(of).map((violation) => violation.kind);

describe('check', () => {
  it('is content with one effect of each change, in order', () => {
    expect(check(history())).toEqual([]);
  });

  it.each([
    ['a lost effect in the middle', changes(1, 3), 'lost'],
    ['a lost effect at the tail', changes(1, 2), 'lost'],
    ['a consumer that did nothing', [], 'lost'],
    ['a doubled effect', changes(1, 2, 2, 3), 'doubled'],
    ['a doubled effect after later ones', changes(1, 2, 3, 1), 'doubled'],
    ['two effects in the wrong order', changes(1, 3, 2), 'reordered'],
    ['an effect nobody asked for', changes(1, 2, 3, 4), 'unasked'],
    ['an effect under another number', [change(1), { ...change(2), number: 7 }, change(3)], 'differs'],
    ['an effect of another stream', [...changes(1, 2, 3), change(1, 'z')], 'unasked'],
  ])('sees %s', (_name, effects, kind) => {
    const violations = check(withEffects(...effects));
    expect(violations.map((violation) => violation.kind)).toEqual([kind]);
    expect(violations[0]).toMatchObject({ consumer: 'second' });
  });

  it('sees an accepted change that the producer lost', () => {
    const kept = changes(1, 2);
    const without = { committed: kept, consumers: [{ name: 'first', effects: kept }] };
    expect(kinds(history(without))).toEqual(['answer-broken']);
  });

  it('sees an accepted change that stands under another number than was told', () => {
    const attempts = changes(1, 2, 3).map((each) => ({
      outcome: 'accepted' as const,
      changes: [{ ...each, number: each.number + 1 }],
    }));
    expect(kinds(history({ attempts }))).toEqual(['answer-broken', 'answer-broken', 'answer-broken']);
  });

  it('sees a refused change that was applied', () => {
    const attempts = history().attempts.map((each, index) =>
      index === 2 ? { ...each, outcome: 'refused' as const } : each,
    );
    expect(kinds(history({ attempts }))).toEqual(['refused-applied']);
  });

  it.each(['kept', 'lost'])('allows an unknown outcome to be %s', (fate) => {
    const kept = fate === 'kept' ? changes(1, 2, 3) : changes(1, 2);
    const attempts = history().attempts.map((each, index) =>
      index === 2 ? { ...each, outcome: 'unknown' as const } : each,
    );
    expect(
      check(history({ attempts, committed: kept, consumers: [{ name: 'first', effects: kept }] })),
    ).toEqual([]);
  });

  it('wants an unknown outcome that was kept to have its effect', () => {
    const attempts = history().attempts.map((each, index) =>
      index === 2 ? { ...each, outcome: 'unknown' as const } : each,
    );
    const consumers = [{ name: 'first', effects: changes(1, 2) }];
    expect(kinds(history({ attempts, consumers }))).toEqual(['lost']);
  });

  it('sees a transaction of which a part was kept', () => {
    const attempts = [{ outcome: 'unknown' as const, changes: [change(1), change(1, 'b')] }];
    const kept = changes(1);
    expect(
      kinds(history({ attempts, committed: kept, consumers: [{ name: 'first', effects: kept }] })),
    ).toEqual(['torn']);
  });

  it('sees a gap and a repeat in the numbers of the producer', () => {
    const gap = changes(1, 2, 4);
    const attempts = gap.map((each) => ({ outcome: 'accepted' as const, changes: [each] }));
    expect(
      kinds(history({ attempts, committed: gap, consumers: [{ name: 'first', effects: gap }] })),
    ).toEqual(['numbers']);
    const twice = [change(1), { ...change(1), token: 'other' }];
    const both = twice.map((each) => ({ outcome: 'accepted' as const, changes: [each] }));
    expect(kinds(history({ attempts: both, committed: twice, consumers: [] }))).toContain('numbers');
  });

  it('sees a change that nobody asked for', () => {
    expect(kinds(history({ attempts: history().attempts.slice(0, 2) }))).toEqual(['unasked']);
  });

  it('sees what never came to rest', () => {
    expect(kinds(history({ unsettled: ['outbox of producer: 1 row'] }))).toEqual(['unsettled']);
  });

  describe('on parked streams', () => {
    const plan = [{ consumer: 'second', stream: 'a', from: 2, parked: true }];
    const parked = (...numbers: number[]) => [
      { consumer: 'second', stream: 'a', reason: 'refused', numbers },
    ];
    const stopped = withEffects(change(1)).consumers;

    it('sees one without a plan', () => {
      expect(kinds(history({ parked: parked(2, 3), consumers: stopped }))).toEqual(['lost', 'parked']);
    });

    it('is content with one as planned', () => {
      expect(check(history({ parked: parked(2, 3), consumers: stopped }), plan)).toEqual([]);
    });

    it('sees one that lost a later event, or kept one twice', () => {
      expect(check(history({ parked: parked(2), consumers: stopped }), plan)).toMatchObject([
        { kind: 'parked' },
      ]);
      expect(check(history({ parked: parked(2, 2, 3), consumers: stopped }), plan)).toMatchObject([
        { kind: 'parked' },
      ]);
    });

    it('sees an effect behind the parked event', () => {
      const applied = withEffects(...changes(1, 2)).consumers;
      expect(check(history({ parked: parked(2, 3), consumers: applied }), plan)).toMatchObject([
        { kind: 'unasked' },
      ]);
    });

    it('wants nothing parked where the events never arrive', () => {
      const never = plan.map((each) => ({ ...each, parked: false }));
      expect(check(history({ consumers: stopped }), never)).toEqual([]);
      expect(check(history({ consumers: stopped, parked: parked(2, 3) }), never)).toMatchObject([
        { kind: 'parked' },
      ]);
    });

    it('sees a plan that did not come about', () => {
      expect(check(history(), plan).map((violation) => violation.kind)).toEqual(['unasked', 'parked']);
    });
  });
});

describe('tell', () => {
  it('shows the history of the first stream that differs', () => {
    const lossy = withEffects(...changes(1, 3));
    const text = tell(check(lossy), lossy);
    expect(text).toContain('second: a #2 has no effect');
    expect(text).toMatch(/accepted +#1·a-1 #2·a-2 #3·a-3/);
    expect(text).toMatch(/second +#1·a-1 #3·a-3/);
  });
});
