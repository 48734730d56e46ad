import { describe, expect, it } from '@jest/globals';
import { checkCitizenNumber, checkLocalDate, checkPatentNumber, type LocalDate } from '@xianjie/identifiers';
import { testAgency } from '@xianjie/testing';
import fc from 'fast-check';
import { canonical, digestOf, type LeadContent } from './lead-content.js';
import { publicPart } from './lead-events.js';
import { viewOf } from './lead-view.js';
import {
  correctLead,
  draftOf,
  issuesOfContent,
  issuesOfSubmitter,
  type Lead,
  patentMarkOf,
  placeOf,
  sameContent,
  submitLead,
  withdrawLead,
} from './lead.js';
import { PersonalNumbers } from './personal-numbers.js';

const personal = new PersonalNumbers([{ id: 'k1', key: Buffer.alloc(32, 1) }], Buffer.alloc(32, 2));
const today = '2026-11-22' as LocalDate;

function value<V>(checked: { ok: true; value: V } | { ok: false }): V {
  if (!checked.ok) throw new Error('The test data are wrong');
  return checked.value;
}

const patent = (text: string) => value(checkPatentNumber(text));
const day = (text: string) => value(checkLocalDate(text));
const citizenNumber = value(checkCitizenNumber('11010519491231002X'));
const person = { kind: 'PERSON', name: '张三', citizenNumber, phone: '13800001234' } as const;

function content(change: Partial<LeadContent> = {}): LeadContent {
  return {
    externalNo: '浙知线-1',
    origin: { source: 'FAIR', fair: '广交会', booth: '9.1A12' },
    scope: 'PROVINCE',
    subject: { kind: 'ORGANISATION', name: '杭州某某有限公司' },
    patentNumber: patent('202010566088.9'),
    actType: 'INFRINGEMENT',
    actOn: day('2026-03-01'),
    areaCode: '330106',
    goods: '无叶风扇',
    evidence: [],
    ...change,
  };
}

function lead(change: Partial<LeadContent> = {}, more: Partial<Lead> = {}): Lead {
  return {
    ...submitLead(draftOf(content(change), personal), testAgency(), 'lead-1', today, personal),
    ...more,
  };
}

const answered = {
  patentStatus: 'LAPSED_FEE',
  patentMark: 'LAPSED_FEE',
  patentAnswer: {
    asOf: '2026-03-01',
    since: '2025-06-11',
    restsOn: [],
    basis: [],
    notes: [],
    certainty: 'verified',
    answeredAt: '',
  },
} as const;

describe('submitLead', () => {
  it('marks the lead with its owner and how far it may be seen', () => {
    expect(lead().marking).toMatchObject({ owner: 'ip-zhejiang', scope: 'PROVINCE', province: '33' });
    expect(lead()).toMatchObject({
      submitter: 'ip-zhejiang',
      status: 'submitted',
      submittedOn: today,
      version: 1,
    });
  });

  it('finds organisations by credit code and persons by a keyed hash', () => {
    expect(lead({ subject: person })).toMatchObject({
      creditCode: null,
      citizenHash: personal.hash(citizenNumber),
    });
  });

  it('keeps nothing of a personal number but its last characters', () => {
    expect(JSON.stringify(lead({ subject: person }))).not.toMatch(/11010519491231002X|13800001234/);
  });
});

describe('publicPart', () => {
  it('never names a natural person', () => {
    const event = publicPart(lead({ subject: person }));
    expect(event).toMatchObject({ subjectKind: 'PERSON', creditCode: null, shop: null });
    expect(JSON.stringify(event)).not.toMatch(/张三|\*|002X/);
  });

  it('names a shop by platform and id', () => {
    const subject = { kind: 'SHOP', platform: '货品网', shopId: 's1', name: '张三的店' } as const;
    const event = publicPart(lead({ subject }));
    expect(event.shop).toEqual({ platform: '货品网', shopId: 's1' });
    expect(JSON.stringify(event)).not.toContain('张三');
  });
});

describe('correctLead', () => {
  it('keeps the answer of examination while patent and day stay', () => {
    expect(correctLead(lead({}, answered), content({ goods: '台灯' }), personal)).toMatchObject({
      goods: '台灯',
      ...answered,
    });
  });

  it.each([
    [{ actOn: day('2026-03-02') }],
    [{ patentNumber: patent('99200003.3') }],
    [{ patentNumber: undefined }],
  ])('drops it when the question becomes another: %j', (change) => {
    expect(correctLead(lead({}, answered), content(change), personal)).toMatchObject({
      patentStatus: null,
      patentMark: null,
      patentAnswer: null,
    });
  });

  it('moves the marking with the scope', () => {
    expect(correctLead(lead(), content({ scope: 'NATION' }), personal).marking.scope).toBe('NATION');
  });

  it('keeps the external number', () => {
    expect(() => correctLead(lead(), content({ externalNo: '浙知线-2' }), personal)).toThrow(
      'keeps the external number',
    );
  });

  it('refuses a lead that was withdrawn', () => {
    const withdrawn = withdrawLead(lead(), '误报', today);
    expect(() => correctLead(withdrawn, content(), personal)).toThrow('Lead lead-1 was withdrawn');
    expect(() => withdrawLead(withdrawn, '误报', today)).toThrow('Lead lead-1 was withdrawn');
  });
});

describe('sameContent', () => {
  it('sees through seals, which differ each time', () => {
    expect(sameContent(lead({ subject: person }), lead({ subject: person }))).toBe(true);
  });

  it.each([
    [{ goods: '台灯' }],
    [{ scope: 'CITY' as const }],
    [{ summary: '补充说明' }],
    [{ subject: { ...person, phone: '13800001235' } }],
  ])('sees %j', (change) => {
    expect(sameContent(lead({ subject: person }), lead({ subject: person, ...change }))).toBe(false);
  });
});

describe('rules on what comes in', () => {
  it.each([
    ['2026-11-22', undefined],
    ['2026-11-23', 'lead.act-in-future'],
    ['1985-04-01', undefined],
    ['1985-03-31', 'lead.act-before-law'],
  ])('an act on %s: %s', (actOn, rule) => {
    expect(issuesOfContent(content({ actOn: day(actOn) }), today)[0]?.rule).toBe(rule);
  });

  it.each([
    ['330106', '2026-03-01', undefined],
    // 下城区 was in force until 2021; 临平区 is since.
    ['330103', '2020-01-01', undefined],
    ['330103', '2026-03-01', 'division.abolished'],
    ['330113', '2020-01-01', undefined],
  ])('the place %s on %s: %s', (areaCode, actOn, rule) => {
    expect(issuesOfContent(content({ areaCode, actOn: day(actOn) }), today)[0]?.rule).toBe(rule);
  });

  it('lets an agency name itself and nobody else', () => {
    const actor = { agency: testAgency(), scopes: [] };
    expect(issuesOfSubmitter(undefined, actor)).toEqual([]);
    expect(issuesOfSubmitter('ip-zhejiang', actor)).toEqual([]);
    expect(issuesOfSubmitter('ip-guangdong', actor)).toMatchObject([{ rule: 'agency.not-own' }]);
  });

  it.each([
    ['UNKNOWN', null],
    ['IN_FORCE', null],
    ['NOT_FILED', 'NOT_GRANTED'],
    ['PENDING', 'NOT_GRANTED'],
    ['REFUSED', 'REFUSED'],
    ['LAPSED_FEE', 'LAPSED_FEE'],
    ['SURRENDERED', 'SURRENDERED'],
    ['EXPIRED', 'EXPIRED'],
    ['INVALID', 'INVALID'],
  ])('a patent that was %s on the day marks the lead %s', (status, mark) => {
    expect(patentMarkOf(status)).toBe(mark);
  });

  it('tells why a lead is marked, in both languages', () => {
    const marked = lead({}, answered);
    expect(viewOf(marked, 'en').patentMarkReason).toBe(
      'On the day of the act (2026-03-01) patent ZL 202010566088.9 had lapsed for an unpaid fee (since 2025-06-11)',
    );
    expect(viewOf(marked, 'zh-CN').patentMarkReason).toBe(
      '行为日（2026-03-01）专利 ZL 202010566088.9 已因未缴年费终止（自2025-06-11起）',
    );
    expect(viewOf(lead(), 'en').patentMarkReason).toBeNull();
  });
});

describe('digestOf', () => {
  const digest = (change: Partial<LeadContent> = {}) =>
    digestOf(content(change), (number) => personal.hash(number));

  it('does not depend on the order of fields or on what is undefined', () => {
    const turned = Object.fromEntries(Object.entries(content()).reverse()) as unknown as LeadContent;
    expect(digestOf({ ...turned, summary: undefined }, String)).toBe(digestOf(content(), String));
  });

  it('changes with every field', () => {
    const others = [
      digest(),
      digest({ goods: 'x' }),
      digest({ scope: 'CITY' }),
      digest({ subject: person }),
      digest({ patentNumber: undefined }),
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  it('takes personal numbers by their keyed hash, so that nobody can guess them from it', () => {
    expect(digestOf(content({ subject: person }), () => 'a')).not.toBe(
      digestOf(content({ subject: person }), () => 'b'),
    );
  });

  it('is the same for equal JSON, whatever its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const copy: unknown = JSON.parse(JSON.stringify(json));
        return (
          canonical(copy) === canonical(json) && canonical(JSON.parse(canonical(json))) === canonical(json)
        );
      }),
    );
  });
});

describe('PersonalNumbers', () => {
  it('opens what it sealed, in its place only', () => {
    const sealed = personal.seal(citizenNumber, placeOf('lead-1', 'citizenNumber'));
    expect(personal.open(sealed, placeOf('lead-1', 'citizenNumber'))).toBe(citizenNumber);
    expect(() => personal.open(sealed, placeOf('lead-2', 'citizenNumber'))).toThrow();
    expect(() => personal.open(sealed, placeOf('lead-1', 'phone'))).toThrow();
  });

  it('seals the same number differently each time, and hashes it the same', () => {
    const seal = () => personal.seal(citizenNumber, 'here').sealed;
    expect(seal()).not.toBe(seal());
    expect(personal.hash(citizenNumber)).toBe(personal.hash(citizenNumber));
  });

  it('opens with older keys what they sealed, and seals with the first', () => {
    const old = personal.seal('13800001234', 'here');
    const rotated = new PersonalNumbers(
      [
        { id: 'k2', key: Buffer.alloc(32, 3) },
        { id: 'k1', key: Buffer.alloc(32, 1) },
      ],
      Buffer.alloc(32, 2),
    );
    expect(rotated.open(old, 'here')).toBe('13800001234');
    expect(rotated.seal('1', 'here').keyId).toBe('k2');
    expect(() => personal.open(rotated.seal('1', 'here'), 'here')).toThrow('Sealing key k2 is not known');
  });
});
