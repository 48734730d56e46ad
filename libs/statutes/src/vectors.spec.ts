import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  clockKeys,
  type ClockKey,
  clockRule,
  type CounterfeitAct,
  type CreditSystem,
  fenOfYuan,
  type Ground,
  type PublishedPenalty,
  type RepairApplication,
  type RewardLevel,
  runSequence,
  Statutes,
  type Subject,
  transferGuards,
  transferTransitions,
  yuanOfFen,
} from './index.js';

const law = Statutes.inForce();

function vectors<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`./vectors/${file}.json`, import.meta.url), 'utf8')) as T;
}

const CERTAINTIES: Readonly<Record<string, string>> = {
  VERIFIED: 'VERIFIED',
  'VERIFIED (secondary source)': 'VERIFIED_SECONDARY',
  RECALLED: 'RECALLED',
};

interface CriminalCase {
  readonly id: string;
  readonly certainty: string;
  readonly input: {
    readonly actEndDate: string;
    readonly discoveredDate?: string;
    readonly turnover?: number;
    readonly gain?: number;
    readonly directLoss?: number;
    readonly patents?: number;
    readonly priorSanctionWithin2y?: boolean;
    readonly subject?: Subject;
    readonly actType?: CounterfeitAct;
    readonly reasonableSuspicion?: boolean;
  };
  readonly expected: {
    readonly meets: boolean;
    readonly grounds: readonly Ground[];
    readonly transferDuty: string;
    readonly why?: string;
  };
}

const fen = (amount: number | undefined) => (amount === undefined ? undefined : fenOfYuan(amount));

describe('criminal thresholds of the vectors', () => {
  const { cases } = vectors<{ cases: readonly CriminalCase[] }>('criminal-thresholds');

  it.each(cases)('$id: $input', ({ input, expected, certainty }) => {
    const { turnover, gain, directLoss } = input;
    const amounts = { turnover: fen(turnover), gain: fen(gain), directLoss: fen(directLoss) };
    const answer = law.transferDuty({ ...input, ...amounts });
    const { why, ...result } = expected;
    expect(answer.result).toEqual(result);
    expect(answer.certainty).toBe(CERTAINTIES[certainty]);
    expect(answer.advice).toBe(certainty === 'RECALLED');
    if (why !== undefined) expect(answer.why.en).toBe(why);
  });
});

interface FineCase {
  readonly actEndDate: string;
  readonly illegalGain: number;
  readonly expectedMaxFine: number;
  readonly certainty: string;
  readonly basis: string;
}

describe('fine ceilings of the vectors', () => {
  const { cases } = vectors<{ cases: readonly FineCase[] }>('admin-fines');

  it.each(cases)('$actEndDate, gain $illegalGain', (each) => {
    const answer = law.fineCeiling({ ...each, illegalGain: fenOfYuan(each.illegalGain) });
    expect(yuanOfFen(answer.result.maxFine)).toBe(each.expectedMaxFine);
    expect(answer.certainty).toBe(CERTAINTIES[each.certainty]);
    expect(answer.basis.match(/\d+/g)).toEqual(each.basis.match(/\d+/g));
  });
});

interface PublicationCase {
  readonly id: string;
  readonly system: CreditSystem;
  readonly decisionDate: string;
  readonly penalty: PublishedPenalty;
  readonly expected: object;
  readonly certainty: string;
}

interface RepairCase extends RepairApplication {
  readonly id: string;
  readonly expected: string;
  readonly certainty: string;
}

describe('publication and repair of the vectors', () => {
  const lists = vectors<{ publication: readonly PublicationCase[]; repair: readonly RepairCase[] }>(
    'credit-publicity',
  );

  it.each(lists.publication)('$id: $system $penalty of $decisionDate', (each) => {
    const { result, certainty } = law.publication(each);
    expect(result).toMatchObject(each.expected);
    expect(certainty).toBe(CERTAINTIES[each.certainty]);
  });

  it.each(lists.repair)('$id: $system $class, $periodStart to $applyDate', (each) => {
    const { result, certainty } = law.repair(each);
    expect(result.verdict).toBe(each.expected);
    expect(certainty).toBe(CERTAINTIES[each.certainty]);
  });
});

interface RewardCase {
  readonly level: RewardLevel;
  readonly fineAndConfiscation: number | null;
  readonly expected: number;
  readonly isMinimum: boolean;
  readonly needsFinanceBureau: boolean;
}

describe('rewards of the vectors', () => {
  const { cases } = vectors<{ cases: readonly RewardCase[] }>('report-reward');

  it.each(cases)('level $level of $fineAndConfiscation', (each) => {
    const imposed = each.fineAndConfiscation;
    const { result } = law.reward({
      level: each.level,
      fineAndConfiscation: imposed === null ? null : fenOfYuan(imposed),
    });
    expect(yuanOfFen(result.reward)).toBe(each.expected);
    expect(result).toMatchObject({
      isMinimum: each.isMinimum,
      needsFinanceBureau: each.needsFinanceBureau,
    });
  });
});

interface DeadlineCase {
  readonly id: string;
  readonly rule: ClockKey;
  readonly start: string;
  readonly kind: string;
  readonly n: number;
  readonly certainty?: string;
}

/** Known by a summary of the working guide only. */
const LESS_CERTAIN: Readonly<Record<string, string>> = { PROC_INTERNAL_3WD: 'VERIFIED_SECONDARY' };

describe('rules named by the deadlines of the vectors', () => {
  const { cases, hours } = vectors<{ cases: readonly DeadlineCase[]; hours: readonly DeadlineCase[] }>(
    'deadlines',
  );

  it.each([...cases, ...hours])('$id: $rule is $n $kind', ({ rule, start, kind, n, certainty }) => {
    expect(clockKeys).toContain(rule);
    const clock = clockRule(rule, start.slice(0, 10));
    expect(clock.period).toEqual({ kind, n });
    if (certainty !== undefined) expect(clock.certainty).toBe(LESS_CERTAIN[rule] ?? CERTAINTIES[certainty]);
  });
});

interface MachineVectors {
  readonly transitions: readonly {
    readonly from: string | null;
    readonly event: string;
    readonly to: string;
    readonly actor: string;
    readonly limit: string | null;
    readonly basis: string;
    readonly certainty: string;
  }[];
  readonly guards: readonly {
    readonly id: string;
    readonly rule: string;
    readonly from?: string;
    readonly until?: string;
    readonly documents?: readonly string[];
    readonly basis: string;
  }[];
  readonly sequences: readonly {
    readonly name: string;
    readonly events: readonly string[];
    readonly expected: object;
  }[];
}

const PERIODS: Readonly<Record<string, string>> = {
  H: 'HOURS',
  D: 'DAYS|CALENDAR',
  WD: 'WORKDAYS',
  M: 'MONTHS',
};

describe('the transfer machine of the vectors', () => {
  const machine = vectors<MachineVectors>('transfer-state-machine');

  it('has exactly these steps', () => {
    const shape = (each: { from: string | null; event: string; to: string; actor: string }) =>
      `${each.from} ${each.event} ${each.to} ${each.actor}`;
    expect(transferTransitions.map(shape).sort()).toEqual(machine.transitions.map(shape).sort());
  });

  it.each(machine.transitions)('$from $event: limit, articles, certainty', (expected) => {
    const found = transferTransitions.find(
      ({ from, event }) => from === expected.from && event === expected.event,
    );
    const clock = found?.within ?? found?.after;
    const [, length, unit] = /^(?:after )?PT?(\d+)(WD|D|H|M)\b/.exec(expected.limit ?? '') ?? [];
    if (clock !== undefined && length !== undefined) {
      const { period } = clockRule(clock, '2026-03-04');
      expect(`${period.n}`).toBe(length);
      expect(PERIODS[unit ?? '']?.split('|')).toContain(period.kind);
    }
    expect(clock !== undefined).toBe(length !== undefined || expected.limit === 'after limit');
    expect(found?.after !== undefined).toBe(expected.limit?.startsWith('after') ?? false);
    expect(found?.certainty).toBe(CERTAINTIES[expected.certainty] ?? 'VERIFIED');
    expect(found?.reading).toBe(
      expected.certainty.includes('modelled')
        ? 'MODELLED'
        : expected.certainty.includes('excerpt')
          ? 'EXCERPT'
          : undefined,
    );
    const numbers = (text: string) => new Set(text.replace(/ ?（?2024年?）?/, '').match(/\d+/g) ?? []);
    expect(numbers(found?.basis ?? '')).toEqual(numbers(expected.basis));
  });

  it.each(machine.guards)('$id $rule', (expected) => {
    const guard = transferGuards.find(({ id }) => id === expected.id);
    expect(guard).toMatchObject({
      rule: expected.rule,
      ...(expected.from === undefined ? {} : { from: expected.from }),
      ...(expected.until === undefined ? {} : { until: expected.until.split(' or ') }),
      ...(expected.documents === undefined
        ? {}
        : { documents: expected.documents.map((each) => each.split(' ')[0]) }),
    });
  });

  it.each(machine.sequences)('$name', ({ events, expected }) => {
    expect(runSequence(events)).toEqual(expected);
  });
});
