import type { PublicityRecordPublished } from '@xianjie/contracts';

/** One row of the published-penalty layout 双公示数据标准（2018年）, by its column codes. */
export type LayoutRow = Readonly<Record<string, string | null>>;

const PARTY_KINDS = {
  ORGANISATION: '法人及非法人组织',
  SOLE_TRADER: '个体工商户',
  UNKNOWN: '法人及非法人组织',
} as const;

const PENALTIES: Readonly<Record<string, string>> = {
  WARNING: '警告',
  CRITICISM: '其他-通报批评',
  FINE: '罚款',
  CONFISCATION: '没收违法所得、没收非法财物',
  SUSPENSION: '责令停产停业',
  LICENCE: '暂扣或者吊销许可证、暂扣或者吊销执照',
  RESTRICTION: '其他-限制开展生产经营活动',
  DETENTION: '行政拘留',
  OTHER: '其他',
};

/** Amounts in 万元 with at most six decimals, as the layout wants them: 2000 yuan is `0.2`. */
export function inWan(fen: bigint): string {
  const whole = fen / 1_000_000n;
  const rest = String(fen % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}

/** The row of a record that is shown; a credit platform loads it as it is. */
export function layoutOf(record: PublicityRecordPublished, agencyName: string): LayoutRow {
  const has = (kind: string) => record.penalties.includes(kind);
  return {
    CF_XDR_MC: record.partyName,
    CF_XDR_LB: PARTY_KINDS[record.partyKind],
    CF_XDR_SHXYM: record.creditCode,
    CF_WSH: record.decisionNo,
    CF_WFXW: record.violation,
    CF_SY: record.violation,
    CF_YJ: record.legalBasis,
    CF_CFLB: record.penalties.map((kind) => PENALTIES[kind] ?? '其他').join('|'),
    CF_NR: record.content,
    CF_NR_FK: has('FINE') ? inWan(record.fineFen) : null,
    CF_NR_WFFF: has('CONFISCATION') ? inWan(record.confiscationFen) : null,
    CF_JDRQ: record.decidedOn,
    CF_YXQ: record.endsOn,
    CF_GSJZQ: record.endsOn,
    CF_CFJG: agencyName,
    CF_SJLY: agencyName,
    BZ: null,
  };
}
