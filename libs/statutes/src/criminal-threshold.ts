import { type Answer, answer, type CitedRule, strongest, weakest } from './answer.js';
import { NEWEST, type RuleInForce, type StatuteBook } from './book.js';
import { amounts, type CheckedFacts, checkFacts, type CounterfeitFacts } from './counterfeit-facts.js';
import type { Text } from './rule.js';
import { sayTogether } from './say.js';
import { criminalActs, criminalThresholds, type ThresholdParams, unitFactors } from './tables/criminal.js';
import { mildness } from './tables/duty.js';

/** Why the threshold is met, in the order in which answers list them. */
export const grounds = ['AMOUNT', 'DIRECT_LOSS', 'TWO_OR_MORE_PATENTS', 'REPEAT_WITHIN_TWO_YEARS'] as const;

export type Ground = (typeof grounds)[number];

export interface Threshold {
  readonly meets: boolean;
  /** All that hold, in the order of `grounds`. */
  readonly grounds: readonly Ground[];
}

/** A threshold, and whether the act is one that the crime knows at all. */
export interface Judgement {
  readonly answer: Answer<Threshold>;
  readonly isCriminalAct: boolean;
}

/**
 * Whether a counterfeiting act meets the threshold of 刑法 art. 216, by the figures of the day it ended; milder figures of the day
 * of decision apply instead (从旧兼从轻). Any one ground suffices, so a met threshold is as certain as its best known ground, and
 * one that is not met as uncertain as the least known figure it was compared with.
 *
 * Throws DomainError `invalid`: `statutes.no-rule` for acts that ended before 2004-12-22, and as `checkFacts` does.
 */
export function criminalThreshold(book: StatuteBook, facts: CounterfeitFacts): Answer<Threshold> {
  return judge(book, checkFacts(facts)).answer;
}

export function judge(book: StatuteBook, facts: CheckedFacts): Judgement {
  const older = judgeBy(book, facts, facts.actEnd);
  const decidedOn = facts.decidedOn ?? NEWEST;
  if (!older.answer.result.meets || decidedOn <= facts.actEnd) return older;
  const newer = judgeBy(book, facts, decidedOn);
  if (newer.answer.result.meets) return older;
  return { ...newer, answer: milder(newer.answer, book.at(mildness, 'MILDER_CRIMINAL', decidedOn)) };
}

function milder(newer: Answer<Threshold>, rule: CitedRule): Answer<Threshold> {
  return answer(newer.result, [...newer.rules, rule], prefixed(MILDER, newer.why));
}

type Line = RuleInForce<ThresholdParams>;

function judgeBy(book: StatuteBook, facts: CheckedFacts, day: string): Judgement {
  const lines = linesOn(book, day);
  const acts = book.at(criminalActs, 'CRIME216_ACTS', day);
  if (!acts.params.criminal.includes(facts.actType)) {
    return {
      answer: answer({ meets: false, grounds: [] }, [acts], ADMINISTRATIVE_ONLY),
      isCriminalAct: false,
    };
  }
  const unit = facts.isUnit ? book.at(unitFactors, 'CRIME216_UNIT_FACTOR', day) : undefined;
  // Using another's number is the crime's own words (刑法第216条); only other acts rest on the interpretation's list.
  const besides = [...(unit ? [unit] : []), ...(facts.actType === 'OTHERS_NUMBER' ? [] : [acts])];
  return { answer: compare(lines, facts, BigInt(unit?.params.factor ?? 1), besides), isCriminalAct: true };
}

/** The lines of that day in the order of `grounds`; the first ground has one on every day the crime has figures. */
function linesOn(book: StatuteBook, day: string): [Line, ...Line[]] {
  const [first, ...others] = grounds;
  const found = others.map((ground) => book.find(criminalThresholds, `CRIME216_${ground}`, day));
  return [
    book.at(criminalThresholds, `CRIME216_${first}`, day),
    ...found.filter((line) => line !== undefined),
  ];
}

function compare(
  lines: readonly Line[],
  facts: CheckedFacts,
  factor: bigint,
  besides: readonly RuleInForce<unknown>[],
): Answer<Threshold> {
  const open = lines.filter((line) => applies(line, facts));
  const met = open.filter((line) => isReached(line, facts, factor));
  const meets = met.length > 0;
  const decisive = (meets ? met : comparedWith(open, facts)) as [Line, ...Line[]];
  const known = (meets ? strongest : weakest)(decisive.map(({ certainty }) => certainty));
  const rules = [...decisive, ...besides] as const;
  return answer(
    { meets, grounds: met.map(groundOf) },
    rules,
    prefixed(meets ? MET : NOT_MET, sayTogether(rules)),
    weakest([known, ...besides.map(({ certainty }) => certainty)]),
  );
}

function applies({ params }: Line, { patents, afterSanction }: CheckedFacts): boolean {
  return patents >= params.minPatents && (afterSanction || !params.afterSanction);
}

/** "以上" includes the figure (刑法第99条). */
function isReached({ params }: Line, facts: CheckedFacts, factor: bigint): boolean {
  return amounts.some((name) => {
    const figure = params[name];
    return figure !== null && (facts.amounts[name] ?? 0n) >= figure * factor;
  });
}

/** The lines for which an amount is known; all of them where none is. */
function comparedWith(open: readonly Line[], facts: CheckedFacts): readonly Line[] {
  const compared = open.filter(({ params }) =>
    amounts.some((name) => params[name] !== null && facts.amounts[name] !== undefined),
  );
  return compared.length > 0 ? compared : open;
}

const groundOf = ({ key }: Line): Ground => key.replace('CRIME216_', '') as Ground;

const prefixed = (prefix: Text, { zh, en }: Text): Text => ({
  zh: `${prefix.zh}：${zh}`,
  en: `${prefix.en}: ${en}`,
});

const MET: Text = { zh: '达到追诉标准', en: 'Met' };
const NOT_MET: Text = { zh: '未达到追诉标准', en: 'Not met' };
const MILDER: Text = { zh: '适用处理时较轻的标准', en: 'The milder figures of the day of decision apply' };
const ADMINISTRATIVE_ONLY: Text = {
  zh: '仅为行政违法的假冒专利：不涉及他人专利',
  en: 'administrative 假冒专利 only: no other person’s patent is involved',
};
