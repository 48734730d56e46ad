import { addDays, type LocalDate } from '@xianjie/identifiers';
import { citizenNumber, creditCode, patentNumber, phone, sha256 } from './numbers.js';
import type { SamplePatent } from './patents.js';
import { Random } from './random.js';
import {
  customsHouses,
  fairs,
  familyNames,
  firmNames,
  givenNames,
  goods,
  type Place,
  places,
  platforms,
  shopWords,
  trades,
} from './words.js';

/** Agencies of samples/agencies.json whose systems submit the sample leads. */
export const submitters = { 'ip-zhejiang': 'zhejiang', 'ip-guangdong': 'guangdong' } as const;
export type Submitter = keyof typeof submitters;

/** A lead as a line of the file; `submitter` says whose it is, and the service checks it against the token. */
export interface SampleLead {
  readonly submitter: Submitter;
  readonly externalNo: string;
  readonly [field: string]: unknown;
}

export interface LeadSettings {
  readonly seed: number;
  readonly count: number;
  /** Before the running number in `externalNo`: other files use other words. */
  readonly series: string;
  /** Patents that leads name, in turn; one in twenty-five names one that is not in the register. */
  readonly patents: readonly SamplePatent[];
  /** Last day of an act. */
  readonly until: string;
}

/** Valid leads of both submitters; the same for the same settings. */
export function sampleLeads(settings: LeadSettings): SampleLead[] {
  return [...eachSampleLead(settings)];
}

/** The same, one by one, for files of any size. */
export function* eachSampleLead({
  seed,
  count,
  series,
  patents,
  until,
}: LeadSettings): Generator<SampleLead> {
  const random = new Random(seed);
  const agencies = Object.keys(submitters) as Submitter[];
  for (let n = 1; n <= count; n += 1) {
    const submitter = agencies[n % agencies.length] ?? 'ip-zhejiang';
    const place = random.pick(places[submitters[submitter]]);
    const patent = random.pick(patents);
    const actOn = actDay(random, patent, until as LocalDate);
    yield {
      submitter,
      externalNo: `${submitter === 'ip-zhejiang' ? '浙知线' : '粤知线'}-${series}-${String(n).padStart(6, '0')}`,
      origin: originOf(random, actOn, place),
      scope: random.pick(['CITY', 'PROVINCE', 'PROVINCE', 'NATION']),
      subject: subjectOf(random, place),
      patentNumber: random.chance(0.04)
        ? `ZL${patentNumber(random, random.int(2012, 2022), 2)}`
        : typed(random, patent.patentNumber),
      actType: random.pick([
        'MARKING_AFTER_END',
        'MARKING_WITHOUT_PATENT',
        'USING_ANOTHERS_NUMBER',
        'CALLING_APPLICATION_PATENT',
        'FORGED_DOCUMENT',
        'INFRINGEMENT',
        'INFRINGEMENT',
      ]),
      actOn,
      areaCode: place.code,
      goods: random.pick(goods)[0],
      ...(random.chance(0.6) ? { summary: random.pick(SUMMARIES) } : {}),
      evidence: Array.from({ length: random.int(0, 3) }, (_, i) => ({
        name: `${random.pick(EVIDENCE)}${i + 1}.jpg`,
        sha256: sha256(random),
        bytes: random.int(40_000, 4_000_000),
      })),
    };
  }
}

const SUMMARIES = [
  '商品详情页标注专利号，疑与登记簿状态不符。',
  '产品包装印有专利标识，现场未能提供专利证书。',
  '权利人称其外观与授权产品近似，要求核查。',
  '展位宣传册称“国家专利产品”，所附号码为申请号。',
  '出口货物外箱使用他人专利号。',
];
const EVIDENCE = ['商品页面截图', '包装照片', '展位照片', '查验照片'];

/** A day of the patent's life, seldom before it. */
function actDay(random: Random, { filedOn }: SamplePatent, until: LocalDate): LocalDate {
  const recent = addDays(until, -random.int(0, 700));
  if (!random.chance(0.25)) return recent;
  const early = addDays(filedOn as LocalDate, random.int(-60, 2500));
  return early > until ? recent : early;
}

/** Numbers as people type them. */
function typed(random: Random, number: string): string {
  return random.pick([
    `ZL${number}`,
    number,
    number.replace('.', ''),
    `zl ${number}`,
    `ＺＬ${number}`,
    `CN${number}`,
  ]);
}

function originOf(random: Random, actOn: LocalDate, place: Place) {
  switch (random.int(0, 3)) {
    case 0:
      return {
        source: 'FAIR',
        fair: random.pick(fairs),
        booth: `${random.int(1, 19)}.${random.int(1, 3)}${random.pick(['A', 'B', 'C', 'D'])}${random.int(10, 49)}`,
      };
    case 1: {
      const id = random.text('0123456789', 12);
      return {
        source: 'E_COMMERCE',
        platform: random.pick(platforms),
        url: `https://item.example.com/${id}`,
        listingId: id,
      };
    }
    case 2:
      return {
        source: 'COMPLAINT',
        complaintNo: `12345-${place.code}-${random.text('0123456789', 8)}`,
        receivedOn: actOn,
      };
    default:
      return {
        source: 'CUSTOMS',
        customs: random.pick(customsHouses),
        declarationNo: random.text('0123456789', 18),
      };
  }
}

function subjectOf(random: Random, { code, name }: Place) {
  const firm = `${name}${random.pick(firmNames)}${random.pick(trades)}有限公司`;
  const kind = random.int(0, 9);
  if (kind < 5)
    return {
      kind: 'ORGANISATION',
      name: firm,
      ...(random.chance(0.8) ? { creditCode: creditCode(random, code) } : {}),
    };
  if (kind < 8) {
    const operator = random.chance(0.5) ? { operatorCreditCode: creditCode(random, code) } : {};
    return {
      kind: 'SHOP',
      platform: random.pick(platforms),
      shopId: `s${random.text('0123456789', 9)}`,
      name: `${random.pick(firmNames)}${random.pick(shopWords)}`,
      ...operator,
    };
  }
  const person = { kind: 'PERSON', name: `${random.pick(familyNames)}${random.pick(givenNames)}` };
  return {
    ...person,
    ...(random.chance(0.7) ? { citizenNumber: citizenNumber(random, code) } : {}),
    ...(random.chance(0.5) ? { phone: phone(random) } : {}),
  };
}
