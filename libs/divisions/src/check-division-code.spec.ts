import type { LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import { checkDivisionCode, DivisionCodeSchema } from './index.js';

const ruleOf = (input: unknown, day?: string) => {
  const checked = checkDivisionCode(input, day as LocalDate | undefined);
  return checked.ok ? undefined : checked.refusal.rule;
};

describe('checkDivisionCode', () => {
  it.each([
    ['330106', '330106'],
    ['３３０１０６', '330106'],
    [' 33 01\u200b06 ', '330106'],
    ['33-01-06', '330106'],
    ['330000', '330000'],
    ['429004', '429004'],
  ])('reads %j as %s', (typed, value) => {
    expect(checkDivisionCode(typed)).toMatchObject({ ok: true, value, sure: true });
  });

  it.each([
    [undefined, 'division.not-text', undefined],
    [330106, 'division.not-text', undefined],
    ['3'.repeat(300), 'division.not-text', undefined],
    ['', 'division.form', 1],
    ['3205', 'division.form', 5],
    ['32058A', 'division.form', 6],
    ['32O583', 'division.form', 3],
    ['3301061', 'division.form', 7],
    ['330106000000', 'division.form', 7],
    ['٣٣٠١٠٦', 'division.form', 1],
    ['000000', 'division.unknown', 1],
    ['990000', 'division.unknown', 1],
    ['160000', 'division.unknown', 1],
    ['830000', 'division.unknown', 1], // on residents' permits only
    ['330199', 'division.unknown', undefined],
    ['339900', 'division.unknown', undefined],
    ['130171', 'division.unknown', undefined], // a development zone of the statistics bureau
    ['110100', 'division.grouping', undefined],
    ['500200', 'division.grouping', undefined],
    ['429000', 'division.grouping', undefined],
    ['659000', 'division.grouping', undefined],
    ['320501', 'division.grouping', undefined],
  ])('refuses %j: %s at %s', (input, rule, at) => {
    const checked = checkDivisionCode(input);
    expect(checked).toMatchObject({ ok: false, refusal: { rule } });
    if (!checked.ok) expect(checked.refusal.at).toBe(at);
  });

  it.each([
    // 临平区 and 江干区: approved on 2021-03-11, announced on 2021-04-09
    ['330113', '2021-03-10', 'division.not-yet'],
    ['330113', '2021-03-11', undefined],
    ['330104', '2021-03-11', undefined],
    ['330104', '2021-04-08', undefined],
    ['330104', '2021-04-09', 'division.abolished'],
    // from yearly lists: 襄樊市 in the list of 2009, 襄阳市 in that of 2010; under one code only the name changed
    ['420600', '2010-06-01', undefined],
    ['110221', '1998-12-31', undefined],
    ['110221', '1999-12-30', undefined],
    ['110221', '1999-12-31', 'division.abolished'],
    ['110114', '1998-12-31', 'division.not-yet'],
    ['110114', '1999-01-01', undefined],
    ['500000', '1997-03-13', 'division.not-yet'],
    ['110000', '1949-10-01', undefined], // before the oldest list nothing is refused for its day
    ['132201', '1985-01-01', 'division.abolished'],
    ['132201', '1993-12-31', 'division.abolished'],
    ['110105', '2099-01-01', undefined],
  ])('of %s as of %s says %s', (code, day, rule) => {
    expect(ruleOf(code, day)).toBe(rule);
  });

  it('says when it cannot know', () => {
    const sureOn = (day: string) => {
      const checked = checkDivisionCode('330113', day as LocalDate);
      return checked.ok && checked.sure;
    };
    expect(sureOn('2021-04-08')).toBe(false);
    expect(sureOn('2021-04-09')).toBe(true);
  });

  it('names what took over from an abolished code, in both languages', () => {
    const checked = checkDivisionCode('110103');
    expect(checked).toMatchObject({ ok: false, refusal: { rule: 'division.abolished' } });
    if (checked.ok) return;
    expect(checked.refusal.message).toBe(
      '崇文区 was no longer in force after 2010-06-30; its place was taken by 110101 东城区',
    );
    expect(checked.refusal.zh).toBe('崇文区于2010-06-30后已不再有效，由110101 东城区承继');
  });

  it('says what to use instead of a grouping', () => {
    const checked = checkDivisionCode('320501');
    if (!checked.ok) expect(checked.refusal.message).toContain('use 320500');
    expect(checked.ok).toBe(false);
  });
});

describe('DivisionCodeSchema', () => {
  it('turns text into the canonical code, and tells the rule that failed', () => {
    expect(DivisionCodeSchema.parse('３３０１０６')).toBe('330106');
    expect(DivisionCodeSchema.safeParse('330104').error?.issues[0]).toMatchObject({
      params: { rule: 'division.abolished' },
    });
  });
});
