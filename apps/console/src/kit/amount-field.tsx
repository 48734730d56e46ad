import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useLanguage } from '../words/language.js';
import { amountText, type AmountUnit, fenTyped } from './amounts.js';

interface Props {
  readonly id?: string;
  /** Fen, as digits. */
  readonly value?: string;
  readonly onChange?: (fen: string | undefined) => void;
  readonly unit?: AmountUnit;
  readonly 'aria-required'?: boolean;
}

/** What cannot be read as an amount; forms refuse it by `amountRule`. */
const UNREADABLE = 'unreadable';

/** An amount typed in 元 (or 万元), held in fen. */
export function AmountField({ value, onChange, unit = 'yuan', ...rest }: Props) {
  const language = useLanguage();
  const [text, setText] = useState(() => shown(value, unit));
  useEffect(() => {
    if (value === undefined) setText('');
    else if (value !== UNREADABLE && fenTyped(text, unit) !== value) setText(shown(value, unit));
  }, [value]);
  const words = language === 'zh' ? { yuan: '元', wan: '万元' } : { yuan: 'yuan', wan: '×10,000 yuan' };
  return (
    <Input
      {...rest}
      inputMode="decimal"
      value={text}
      suffix={words[unit]}
      onChange={({ target }) => {
        setText(target.value);
        const typed = target.value.trim();
        onChange?.(typed === '' ? undefined : (fenTyped(typed, unit) ?? UNREADABLE));
      }}
      onBlur={() => value !== undefined && value !== UNREADABLE && setText(shown(value, unit))}
    />
  );
}

const shown = (fen: string | undefined, unit: AmountUnit): string =>
  fen === undefined || fen === UNREADABLE ? '' : amountText(fen, unit);

export function amountRule(language: 'zh' | 'en') {
  const message =
    language === 'zh'
      ? '金额不得为负，最多两位小数'
      : 'An amount is not negative and has at most two decimals';
  return {
    validator: (_rule: unknown, value: unknown) =>
      value === UNREADABLE ? Promise.reject(new Error(message)) : Promise.resolve(),
  };
}
