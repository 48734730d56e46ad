import { fenOfYuan } from '@xianjie/statutes';

const UNIT_FEN = { yuan: 100n, wan: 1_000_000n } as const;

/** 元, or 万元 where the form asks for it. */
export type AmountUnit = keyof typeof UNIT_FEN;

/** `1,234.50` of fen as digits; in 万元 as many decimals as the amount has, four at least shown where needed. */
export function amountText(fen: string, unit: AmountUnit = 'yuan'): string {
  const amount = BigInt(fen);
  const per = UNIT_FEN[unit];
  const sign = amount < 0n ? '-' : '';
  const size = amount < 0n ? -amount : amount;
  const whole = (size / per).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const digits = per.toString().length - 1;
  const rest = (size % per).toString().padStart(digits, '0');
  const shown = unit === 'yuan' ? rest : rest.replace(/0+$/, '').padEnd(2, '0');
  return `${sign}${whole}.${shown}`;
}

/** Fen, as digits, of what an officer typed: `1,234.5`, `３０万` is not an amount. Undefined where it is none. */
export function fenTyped(text: string, unit: AmountUnit = 'yuan'): string | undefined {
  const plain = text.normalize('NFKC').replace(/[,，\s]/g, '');
  try {
    if (unit === 'yuan') return fenOfYuan(plain).toString();
    const [, whole = '', decimals = ''] = /^(\d{1,11})(?:\.(\d{1,6}))?$/.exec(plain) ?? [];
    return whole === ''
      ? undefined
      : (BigInt(whole) * UNIT_FEN.wan + BigInt(decimals.padEnd(6, '0'))).toString();
  } catch {
    return undefined;
  }
}
