import { useLanguage } from '../words/language.js';
import { amountText, type AmountUnit } from './amounts.js';

/** An amount in fen: `1,234.50 元`; null where it was not established. */
export function Money({ fen, unit = 'yuan' }: { fen: string | null | undefined; unit?: AmountUnit }) {
  const language = useLanguage();
  if (fen === null || fen === undefined) return <>—</>;
  const words = language === 'zh' ? { yuan: '元', wan: '万元' } : { yuan: 'yuan', wan: '×10,000 yuan' };
  return (
    <span className="money">
      <span className="number">{amountText(fen, unit)}</span> {words[unit]}
    </span>
  );
}
