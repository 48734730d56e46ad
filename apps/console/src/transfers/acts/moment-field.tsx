import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { dayOf, timeText, today } from '../../kit/dates.js';
import { useLanguage } from '../../words/language.js';

interface Props {
  readonly id?: string;
  /** A moment, RFC 3339. */
  readonly value?: string;
  readonly onChange?: (moment: string | undefined) => void;
  readonly label?: string;
  readonly 'aria-required'?: boolean;
}

const formats = {
  zh: ['YYYY年M月D日 HH:mm', 'YYYY-MM-DD HH:mm', 'YYYYMMDD HHmm'],
  en: ['D MMM YYYY HH:mm', 'YYYY-MM-DD HH:mm', 'YYYYMMDD HHmm'],
};

/** A moment as papers bear it: day and time in China, whatever the zone of the machine; never in the future. */
export function MomentField({ value, onChange, label, ...rest }: Props) {
  const language = useLanguage();
  return (
    <DatePicker
      {...rest}
      style={{ width: '100%' }}
      aria-label={label}
      showTime={{ format: 'HH:mm', showNow: true }}
      format={formats[language]}
      value={value ? dayjs(`${dayOf(value)}T${timeText(value)}`) : null}
      maxDate={dayjs(today())}
      onChange={(at) => onChange?.(at ? `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00` : undefined)}
    />
  );
}
