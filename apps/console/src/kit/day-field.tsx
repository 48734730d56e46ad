import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useLanguage } from '../words/language.js';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (day: string | undefined) => void;
  readonly onBlur?: () => void;
  readonly label?: string;
  readonly placeholder?: string;
  /** ISO days beyond which none can be chosen. */
  readonly min?: string;
  readonly max?: string;
  readonly 'aria-required'?: boolean;
}

const formats = {
  zh: ['YYYY年M月D日', 'YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D'],
  en: ['D MMM YYYY', 'YYYY-MM-DD', 'YYYYMMDD'],
};

/** A day, as an ISO date; typed as `20261123` or `2026-11-23`, or chosen. */
export function DayField({ value, onChange, min, max, label, ...rest }: Props) {
  const language = useLanguage();
  return (
    <DatePicker
      {...rest}
      style={{ width: '100%' }}
      aria-label={label}
      format={formats[language]}
      value={value ? dayjs(value) : null}
      {...(min ? { minDate: dayjs(min) } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
    />
  );
}
