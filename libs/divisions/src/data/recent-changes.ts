import type { Certainty, OverlayLine } from '../record.js';

/**
 * Every change since the last year-end list, 2020: lists say only that it happened before 2023-06-30 or 2026-09-11.
 * The year comes from the yearly accounts of changes, a day from the announcement that they quote.
 */
export interface Change {
  readonly basis: string;
  /** Of the days; the codes themselves are in two packages or more unless the line says otherwise. */
  readonly certainty: Certainty;
  /** Approved and announced, as `from` of `intervalOf`. */
  readonly on: string;
  /** `[code, name]` of what began. */
  readonly begun: readonly (readonly [string, string])[];
  /** `[code, name, successors]` of what ended. */
  readonly ended: readonly (readonly [string, string, ...string[]])[];
}

const changes: readonly Change[] = [
  {
    basis: '国函〔2021〕7号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [['659011', '新星市']],
    ended: [],
  },
  {
    basis: '国函〔2021〕8号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [
      ['350604', '龙海区'],
      ['350605', '长泰区'],
    ],
    ended: [
      ['350681', '龙海市', '350604'],
      ['350625', '长泰县', '350605'],
    ],
  },
  {
    basis: '国函〔2021〕9号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [
      ['350404', '三元区'],
      ['350405', '沙县区'],
    ],
    ended: [
      ['350402', '梅列区', '350404'],
      ['350403', '三元区', '350404'],
      ['350427', '沙县', '350405'],
    ],
  },
  {
    basis: '国函〔2021〕10号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [
      ['410307', '偃师区'],
      ['410308', '孟津区'],
    ],
    ended: [
      ['410381', '偃师市', '410307'],
      ['410322', '孟津县', '410308'],
      ['410306', '吉利区', '410308'],
    ],
  },
  {
    basis: '国函〔2021〕11号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [['610305', '凤翔区']],
    ended: [['610322', '凤翔县', '610305']],
  },
  {
    // 上城区 330102 and 拱墅区 330105 took in two neighbours and kept their codes; 钱塘区 took parts of 江干区.
    basis: '国函〔2021〕29号',
    certainty: 'RECALLED',
    on: '2021-03-11/2021-04-09',
    begun: [
      ['330113', '临平区'],
      ['330114', '钱塘区'],
    ],
    ended: [
      ['330103', '下城区', '330105'],
      ['330104', '江干区', '330102', '330114'],
    ],
  },
  {
    basis: '民函〔2021〕4号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [['654203', '沙湾市']],
    ended: [['654223', '沙湾县', '654203']],
  },
  {
    basis: '民函〔2021〕5号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [['513402', '会理市']],
    ended: [['513425', '会理县', '513402']],
  },
  {
    basis: '民函〔2021〕6号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [['610981', '旬阳市']],
    ended: [['610928', '旬阳县', '610981']],
  },
  {
    basis: '民函〔2021〕7号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021',
    begun: [['450181', '横州市']],
    ended: [['450127', '横县', '450181']],
  },
  {
    basis: '云南省人民政府2021年2月2日公布',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021-01-01/2021-02-02',
    begun: [['532302', '禄丰市']],
    ended: [['532331', '禄丰县', '532302']],
  },
  {
    basis: '湖南省人民政府2021年2月20日公布',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021-01-01/2021-02-20',
    begun: [['431181', '祁阳市']],
    ended: [['431121', '祁阳县', '431181']],
  },
  {
    basis: '贵州省人民政府2021年3月16日公布',
    certainty: 'VERIFIED_SECONDARY',
    on: '2021-01-01/2021-03-16',
    begun: [['520581', '黔西市']],
    ended: [['520522', '黔西县', '520581']],
  },
  {
    // One package counts it to 2022, the year of the approval.
    basis: '新疆维吾尔自治区人民政府2023年1月20日公告',
    certainty: 'RECALLED',
    on: '2023-01-01/2023-01-20',
    begun: [['659012', '白杨市']],
    ended: [],
  },
  {
    basis: '西藏自治区人民政府2023年4月3日公告',
    certainty: 'RECALLED',
    on: '2023-01-01/2023-04-03',
    begun: [
      ['540481', '米林市'],
      ['540581', '错那市'],
    ],
    ended: [
      ['540422', '米林县', '540481'],
      ['540530', '错那县', '540581'],
    ],
  },
  {
    basis: '新疆维吾尔自治区人民政府2024年12月27日公告',
    certainty: 'RECALLED',
    on: '2024-12-01/2024-12-27',
    begun: [
      ['653228', '和康县'],
      ['653229', '和安县'],
    ],
    ended: [],
  },
  {
    // Five towns of 渝北区 went to 500109 北碚区.
    basis: '渝府发〔2025〕15号',
    certainty: 'VERIFIED_SECONDARY',
    on: '2025-11-01/2026-01-25',
    begun: [['500157', '两江新区']],
    ended: [
      ['500105', '江北区', '500157'],
      ['500112', '渝北区', '500157', '500109'],
    ],
  },
  {
    // Its code is in one package only.
    basis: '新疆维吾尔自治区人民政府2026年3月26日公告',
    certainty: 'VERIFIED_SECONDARY',
    on: '2026-01-01/2026-03-26',
    begun: [['653132', '岑岭县']],
    ended: [],
  },
  {
    // In the newest list only; a list of June 2026 lacks it.
    basis: 'lists',
    certainty: 'RECALLED',
    on: '2026-01-01/2026-09-11',
    begun: [['659013', '草湖市']],
    ended: [],
  },
];

export const recentChanges: readonly OverlayLine[] = changes.flatMap(linesOf);

function linesOf({ basis, certainty, on, begun, ended }: Change): OverlayLine[] {
  const lasted = /^\d{4}$/.test(on) ? on : on.split('/').map(dayBefore).join('/');
  return [
    ...begun.map(([code, name]) => ({ code, name, from: on, basis, certainty })),
    ...ended.map(([code, name, ...successors]) => ({ code, name, to: lasted, successors, basis, certainty })),
  ];
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
