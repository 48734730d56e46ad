import { isDomainError } from '@xianjie/errors';
import type { CreditCode, LocalDate } from '@xianjie/identifiers';
import { type Agency, type Marking, markingOf } from '@xianjie/identity';
import type { ListName, Statutes } from '@xianjie/statutes';

/**
 * Items 1 to 7 of 知识产权信用管理规定 art 6; SAMR Order 44 art 9; and the heading of task 12 of the 2017 work plan, which no basis in force
 * lets anybody publish.
 */
export const actKinds = [
  'ITEM_1',
  'ITEM_2',
  'ITEM_3',
  'ITEM_4',
  'ITEM_5',
  'ITEM_6',
  'ITEM_7',
  'SAMR_ARTICLE_9',
  'REFUSED_INVESTIGATION',
] as const;
export type ActKind = (typeof actKinds)[number];

/** What each kind says, in the officers' words. */
export const actKindsZh: Readonly<Record<ActKind, string>> = {
  ITEM_1: '不以保护创新为目的的非正常专利申请行为',
  ITEM_2: '恶意商标注册申请行为',
  ITEM_3: '违反法律、行政法规从事专利、商标代理并受到国家知识产权局行政处罚等的行为',
  ITEM_4: '提交虚假材料或隐瞒重要事实申请行政确认的行为',
  ITEM_5: '适用信用承诺被认定承诺不实或未履行承诺的行为',
  ITEM_6: '对作出的行政处罚、行政裁决等，有履行能力但拒不履行、逃避执行的行为',
  ITEM_7: '其他被列入知识产权领域公共信用信息具体条目且应被认定为失信的行为',
  SAMR_ARTICLE_9: '故意侵犯知识产权等严重违法行为（市场监督管理严重违法失信名单）',
  REFUSED_INVESTIGATION: '拒绝配合调查取证',
};

const LISTS: Readonly<Partial<Record<ActKind, ListName>>> = {
  ITEM_1: 'CNIPA_DISHONEST_ACT',
  ITEM_2: 'CNIPA_DISHONEST_ACT',
  ITEM_3: 'CNIPA_DISHONEST_ACT',
  ITEM_4: 'CNIPA_DISHONEST_ACT',
  ITEM_5: 'CNIPA_DISHONEST_ACT',
  ITEM_6: 'CNIPA_DISHONEST_ACT',
  ITEM_7: 'CNIPA_DISHONEST_ACT',
  SAMR_ARTICLE_9: 'SAMR_SERIOUS_LIST',
};

/** The list on which an act of this kind stands; undefined where no basis in force names one. */
export function listOf(kind: ActKind): ListName | undefined {
  return LISTS[kind];
}

export interface DishonestAct {
  readonly id: string;
  readonly kind: ActKind;
  readonly agency: string;
  readonly creditCode: CreditCode;
  readonly partyName: string;
  /** Date of the recognition document, or of the record where there is none. */
  readonly recognisedOn: LocalDate;
  /** Number of the recognition document, else the agency's own number of the record. */
  readonly recordNo: string;
  readonly facts: string;
  readonly publishable: boolean;
  readonly whyZh: string;
  readonly whyEn: string;
  readonly basis: string;
  readonly certainty: string;
  readonly entryId: string | null;
  /** Items 1 and 2: corrected in time and effects removed, so it was left out (art 7). */
  readonly leftOutBecause: string | null;
  readonly marking: Marking;
  readonly version: number;
}

export type RecordAct = Pick<
  DishonestAct,
  'kind' | 'creditCode' | 'partyName' | 'recognisedOn' | 'recordNo' | 'facts'
> & { readonly leftOutBecause?: string | undefined };

const OFFICES = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps',
] as const;
const PURPOSES = ['credit', 'enforcement', 'supervision', 'statistics'] as const;
/** 知识产权信用管理规定 art 7; item 2 is recalled. */
const MAY_BE_LEFT_OUT: readonly ActKind[] = ['ITEM_1', 'ITEM_2'];

export function mayBeLeftOut(kind: ActKind): boolean {
  return MAY_BE_LEFT_OUT.includes(kind);
}

export function recordAct(input: RecordAct, agency: Agency, id: string, statutes: Statutes): DishonestAct {
  const { leftOutBecause = null, ...given } = input;
  return {
    ...given,
    id,
    agency: agency.id,
    ...basisOf(input, statutes),
    ...(leftOutBecause === null ? {} : LEFT_OUT),
    entryId: null,
    leftOutBecause,
    marking: markingOf(agency, { scope: 'PROVINCE', kinds: OFFICES, purposes: PURPOSES }),
    version: 1,
  };
}

type Basis = Pick<DishonestAct, 'publishable' | 'whyZh' | 'whyEn' | 'basis' | 'certainty'>;

const LEFT_OUT: Pick<Basis, 'publishable' | 'whyZh' | 'whyEn'> = {
  publishable: false,
  whyZh: '已主动纠正、消除后果，不予认定（知识产权信用管理规定第7条）',
  whyEn: 'Corrected in time, effects removed: not recognised (art 7 of the 2022 rule)',
};

const NO_BASIS: Basis = {
  publishable: false,
  whyZh: '没有现行有效的依据将该行为列为可公示的失信行为，仅作记录，不予公示（国办发〔2020〕49号）',
  whyEn: 'No basis in force names this act as one to be published: it is recorded, not published',
  basis: '',
  certainty: 'DESIGN',
};

function basisOf({ kind, recognisedOn }: RecordAct, statutes: Statutes): Basis {
  const list = listOf(kind);
  if (!list) return NO_BASIS;
  try {
    const { basis, certainty, why } = statutes.listTerm(list, [recognisedOn]);
    return { publishable: true, whyZh: why.zh, whyEn: why.en, basis, certainty };
  } catch (error) {
    if (isDomainError(error, 'invalid') && error.code === 'statutes.no-rule') return NO_BASIS;
    throw error;
  }
}
