import type { Certainty } from '../record.js';

/** Where an agency stands among its like. */
export const ranks = ['COUNTY', 'PREFECTURE', 'PROVINCE', 'NATION'] as const;
export type Rank = (typeof ranks)[number];

/** One line of the table of competence: which organs may act, from which rank up, by which article. */
export interface MatterRule {
  readonly zh: string;
  readonly en: string;
  /** What the law calls the organ. */
  readonly organ: string;
  /** Kinds of agency that are this organ, the first preferred where a place has several. */
  readonly kinds: readonly string[];
  readonly lowest: Rank;
  /** The districts 区 of a municipality count as prefectures. */
  readonly municipalDistricts: boolean;
  readonly basis: string;
  readonly certainty: Certainty;
}

/** 负责专利执法的部门: since 2018 mostly market regulation 市场监管综合执法. Any rank from the county up. */
const enforcing = [
  'market-regulation-county',
  'patent-office-county',
  'market-regulation-prefecture',
  'patent-office-prefecture',
  'market-regulation-province',
  'patent-office-province',
  'corps',
  'patent-office-nation',
] as const;

/** 管理专利工作的部门: provinces, and prefectures that are able to. */
const administering = [
  'patent-office-county',
  'patent-office-prefecture',
  'patent-office-province',
  'corps',
  'patent-office-nation',
] as const;

/**
 * Two bodies that are often taken for one: counterfeiting is for those who enforce, from the county up; infringement
 * disputes are for those who administer patents, in provinces and prefectures.
 */
export const matters = {
  COUNTERFEITING: {
    zh: '查处假冒专利行为',
    en: 'counterfeiting of patents',
    organ: '负责专利执法的部门',
    kinds: enforcing,
    lowest: 'COUNTY',
    municipalDistricts: false,
    basis: '专利法（2020）第68条、第69条；专利法实施细则（2023）第101条',
    certainty: 'VERIFIED',
  },
  INFRINGEMENT_RULING: {
    zh: '处理专利侵权纠纷',
    en: 'rulings on infringement disputes',
    organ: '管理专利工作的部门',
    kinds: administering,
    lowest: 'PREFECTURE',
    municipalDistricts: true,
    basis: '专利法（2020）第65条、第70条第2款；专利法实施细则（2023）第95条、第97条',
    certainty: 'VERIFIED',
  },
  PATENT_MEDIATION: {
    zh: '调解专利纠纷',
    en: 'mediation of patent disputes',
    organ: '管理专利工作的部门',
    kinds: administering,
    lowest: 'PREFECTURE',
    municipalDistricts: true,
    basis: '专利法（2020）第65条；专利法实施细则（2023）第95条、第97条、第99条',
    certainty: 'VERIFIED',
  },
  MAJOR_INFRINGEMENT_RULING: {
    zh: '处理在全国有重大影响的专利侵权纠纷',
    en: 'rulings on infringement disputes of major national impact',
    organ: '国务院专利行政部门',
    kinds: ['patent-office-nation'],
    lowest: 'NATION',
    municipalDistricts: false,
    basis: '专利法（2020）第70条第1款；专利法实施细则（2023）第96条',
    certainty: 'VERIFIED',
  },
  CRIME_INVESTIGATION: {
    zh: '受理涉嫌犯罪案件移送',
    en: 'suspected crimes that are transferred',
    organ: '同级公安机关',
    kinds: ['police'],
    lowest: 'COUNTY',
    municipalDistricts: false,
    basis: '行政执法机关移送涉嫌犯罪案件的规定第5条、第6条',
    certainty: 'VERIFIED',
  },
  FILING_SUPERVISION: {
    zh: '立案监督',
    en: 'filing supervision',
    organ: '同级人民检察院',
    kinds: ['procuratorate'],
    lowest: 'COUNTY',
    municipalDistricts: false,
    basis: '行政执法机关移送涉嫌犯罪案件的规定第9条；人民检察院刑事诉讼规则第557条',
    certainty: 'VERIFIED',
  },
} as const satisfies Record<string, MatterRule>;

export type Matter = keyof typeof matters;

export const isMatter = (name: string): name is Matter => Object.hasOwn(matters, name);

/** A line of the table by its name. */
export const matterRule = (matter: Matter): MatterRule => matters[matter];

/** Across the areas of two agencies their common superior decides or names who does. */
export const ACROSS_AREAS =
  '专利法（2020）第70条第2款；2017年知识产权执法工作计划（国知办发管字〔2017〕27号）第9项、第20项';

/** An entrusted office acts in the name of the one that entrusted it, and may not entrust another. */
export const ENTRUSTING = '行政处罚法（2021）第20条';
