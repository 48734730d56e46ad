import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useLanguage } from '../words/language.js';

interface Props {
  /** `2026-11`. */
  readonly value: string;
  readonly onChange: (month: string) => void;
  readonly label: string;
  /** Months beyond which none can be chosen. */
  readonly min?: string;
  readonly max?: string;
}

const formats = {
  zh: ['YYYY年M月', 'YYYY-MM', 'YYYYMM', 'YYYY.M'],
  en: ['MMM YYYY', 'YYYY-MM', 'YYYYMM'],
};

/** A month, in the language of the page; typed as `202611` or `2026-11`, or chosen. */
export function MonthField({ value, onChange, label, min, max }: Props) {
  const language = useLanguage();
  return (
    <DatePicker
      picker="month"
      className="month-field"
      aria-label={label}
      allowClear={false}
      format={formats[language]}
      value={/^\d{4}-\d{2}$/.test(value) ? dayjs(`${value}-01`) : null}
      {...(min ? { minDate: dayjs(`${min}-01`) } : {})}
      {...(max ? { maxDate: dayjs(`${max}-01`) } : {})}
      onChange={(month) => month && onChange(month.format('YYYY-MM'))}
    />
  );
}
