import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  clockKeys,
  clockRule,
  counterfeitActs,
  type CounterfeitFacts,
  findStep,
  grounds,
  INITIAL_TRANSFER_STATE,
  mayImposeFine,
  nextSteps,
  repairClasses,
  rewardLevelNumbers,
  runSequence,
  Statutes,
  subjects,
  TRANSFER_EVENTS,
  type TransferEvent,
  type TransferState,
} from './index.js';
import { statesOf } from './transfer-machine.js';

const RUNS = { numRuns: 10_000 };
const law = Statutes.inForce();

const dayBetween = (first: string, last: string) =>
  fc
    .date({ min: new Date(first), max: new Date(last), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
/** Amounts near the figures as well as far from them. */
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 200_000_000n }),
  fc.constantFrom(5_000_000n, 10_000_000n, 20_000_000n, 30_000_000n, 50_000_000n, 60_000_000n),
);
const facts: fc.Arbitrary<CounterfeitFacts> = fc.record({
  actEndDate: dayBetween('2004-12-22', '2026-12-31'),
  turnover: fc.option(amount, { nil: undefined }),
  gain: fc.option(amount, { nil: undefined }),
  directLoss: fc.option(amount, { nil: undefined }),
  patents: fc.nat(4),
  priorSanctionWithin2y: fc.boolean(),
  subject: fc.constantFrom(...subjects),
  actType: fc.constantFrom(...counterfeitActs),
});

describe('thresholds', () => {
  it('that are met stay met, on every ground, when any fact grows', () => {
    const more = fc.record({ turnover: amount, gain: amount, directLoss: amount, patents: fc.nat(3) });
    fc.assert(
      fc.property(facts, more, (given, add) => {
        const grown = {
          ...given,
          turnover: (given.turnover ?? 0n) + add.turnover,
          gain: (given.gain ?? 0n) + add.gain,
          directLoss: (given.directLoss ?? 0n) + add.directLoss,
          patents: (given.patents ?? 1) + add.patents,
          priorSanctionWithin2y: true,
        };
        const before = law.criminalThreshold(given).result.grounds;
        const after = law.criminalThreshold(grown).result.grounds;
        return before.every((ground) => after.includes(ground));
      }),
      RUNS,
    );
  });

  it('are met exactly where there is a ground, in the order of grounds, and then there is a duty', () => {
    fc.assert(
      fc.property(facts, fc.boolean(), (given, reasonableSuspicion) => {
        const { result, rules, advice, certainty } = law.transferDuty({ ...given, reasonableSuspicion });
        const places = result.grounds.map((ground) => grounds.indexOf(ground));
        return (
          result.meets === result.grounds.length > 0 &&
          result.meets === (result.transferDuty === 'MUST_TRANSFER') &&
          places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0)) &&
          rules.every(({ validFrom, validTo }) => validTo === null || validFrom <= validTo) &&
          advice === (certainty === 'RECALLED')
        );
      }),
      RUNS,
    );
  });

  it('of a unit are never lower than those of a person', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const unit = law.criminalThreshold({ ...given, subject: 'unit' }).result;
        const person = law.criminalThreshold({ ...given, subject: 'natural' }).result;
        return unit.grounds.every((ground) => person.grounds.includes(ground));
      }),
      RUNS,
    );
  });
});

describe('fines and rewards', () => {
  it('a fine is never above five times the gain or 250,000 yuan, and an older act never fares worse', () => {
    fc.assert(
      fc.property(dayBetween('2009-10-01', '2021-05-31'), amount, (older, illegalGain) => {
        const { maxFine } = law.fineCeiling({ actEndDate: older, illegalGain }).result;
        const newer = law.fineCeiling({ actEndDate: '2021-06-01', illegalGain }).result.maxFine;
        return (
          maxFine <= newer && (newer === 25_000_000n || newer === illegalGain * 5n) && newer >= 25_000_000n
        );
      }),
      RUNS,
    );
  });

  it('a reward grows with what was imposed, between its floor and the cap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rewardLevelNumbers),
        fc.bigInt(0n, 10n ** 12n),
        fc.bigInt(0n, 10n ** 12n),
        (level, one, more) => {
          const of = (fineAndConfiscation: bigint) =>
            law.reward({ level, fineAndConfiscation }).result.reward;
          return of(one) <= of(one + more) && of(0n) <= of(one) && of(one) <= 100_000_000n;
        },
      ),
      RUNS,
    );
  });
});

describe('repair', () => {
  it('that may be asked for once may be asked for on every later day of the same rules', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...repairClasses.slice(0, 3)),
        dayBetween('2026-04-01', '2030-01-01'),
        fc.nat(1000),
        fc.nat(1000),
        (word, periodStart, wait, more) => {
          const after = (days: number) =>
            new Date(Date.parse(periodStart) + days * 86_400_000).toISOString().slice(0, 10);
          const verdict = (days: number) =>
            law.repair({
              ...{ system: 'CREDIT_CHINA', class: word, periodStart, applyDate: after(days) },
              ...{ corrected: true, commitment: true },
            }).result.verdict;
          return verdict(wait) !== 'ELIGIBLE' || verdict(wait + more) === 'ELIGIBLE';
        },
      ),
      RUNS,
    );
  });
});

describe('clocks', () => {
  it('are answered for every key and day with the line of that day, or refused as unknown then', () => {
    fc.assert(
      fc.property(fc.constantFrom(...clockKeys), dayBetween('1990-01-01', '2040-01-01'), (key, day) => {
        try {
          const { validFrom, validTo, period } = clockRule(key, day);
          return validFrom <= day && (validTo === null || day <= validTo) && period.n > 0;
        } catch (error) {
          return (error as { code?: string }).code === 'statutes.no-rule';
        }
      }),
      RUNS,
    );
  });
});

const event = fc.constantFrom(...(Object.keys(TRANSFER_EVENTS) as TransferEvent[]));

/** A course that the table allows, chosen step by step. */
const course = fc.tuple(fc.boolean(), fc.array(fc.nat(), { maxLength: 40 })).map(([isReverse, picks]) => {
  const events: TransferEvent[] = isReverse ? ['REVERSE_CASE_RECEIVED'] : [];
  let state: TransferState = isReverse ? 'REVERSE_RECEIVED' : INITIAL_TRANSFER_STATE;
  for (const pick of picks) {
    const steps = nextSteps(state);
    const next = steps[pick % steps.length];
    if (!next) break;
    events.push(next.event);
    state = next.to;
  }
  return { events, state };
});

describe('the transfer machine', () => {
  it('accepts every course of its table, and ends where the table says', () => {
    fc.assert(
      fc.property(course, ({ events, state }) => {
        expect(runSequence(events)).toEqual({ accepted: true, state });
      }),
      RUNS,
    );
  });

  it('never leaves its table, whatever comes', () => {
    fc.assert(
      fc.property(
        course,
        fc.array(fc.oneof(event, fc.string()), { maxLength: 5 }),
        ({ events, state }, strange) => {
          const all = [...events, ...strange];
          const run = runSequence(all);
          if (run.accepted) return nextSteps(run.state).every(({ from }) => from === run.state);
          const refused = all[run.failsAt] ?? '';
          const isFirst = run.failsAt === 0 && findStep(null, refused) !== undefined;
          return (
            run.failsAt >= events.length && !isFirst && !findStep(run.state, refused) && state !== undefined
          );
        },
      ),
      RUNS,
    );
  });

  it('bars fines exactly from an approval until the case comes back', () => {
    fc.assert(
      fc.property(course, fc.boolean(), ({ events }, criminalFine) => {
        const last = events.findLastIndex((each) => each === 'APPROVED');
        const back = statesOf(events).findLastIndex(
          (state) => state === 'ADMIN_DISPOSAL' || state === 'REVERSE_RECEIVED',
        );
        return mayImposeFine({ events, criminalFine }).allowed === (!criminalFine && last <= back);
      }),
      RUNS,
    );
  });
});
