import { Button, DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { serverNow } from '../../api/server-time.js';
import { momentText } from '../../kit/dates.js';
import { required } from '../../kit/field-rules.js';
import { type Language, useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { type ActWords, words } from './acts.words.js';
import { faultOf, isDayWithin, minuteOf, momentIn, momentNow } from './moment.js';

interface FieldProps {
  readonly id?: string;
  /** A moment, RFC 3339; none is now. */
  readonly value?: string;
  readonly onChange?: (moment: string | undefined) => void;
  readonly label: string;
  /** What it may not lie before. */
  readonly after?: string | undefined;
  readonly 'aria-required'?: boolean;
}

const formats = {
  zh: ['YYYY年M月D日 HH:mm', 'YYYY-MM-DD HH:mm', 'YYYYMMDD HHmm'],
  en: ['D MMM YYYY HH:mm', 'YYYY-MM-DD HH:mm', 'YYYYMMDD HHmm'],
};

/** As the clock on a wall in China shows it, whatever the zone of the machine. */
const onTheWall = (at: string): Dayjs => dayjs(minuteOf(at));

/** A moment as papers bear it: day and time in China; neither in the future nor before what it follows. */
function MomentField({ value, onChange, label, after, ...rest }: FieldProps) {
  const [say, language] = [useWords(words), useLanguage()];
  const [open, setOpen] = useState(false);
  const span = () => ({ now: serverNow(), after });
  const now = onTheWall(momentNow(span()));
  const takeNow = () => {
    onChange?.(momentNow(span()));
    setOpen(false);
  };
  return (
    <DatePicker
      {...rest}
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={say.now}
      showTime={{ format: 'HH:mm', defaultOpenValue: now }}
      showNow={false}
      defaultPickerValue={now}
      open={open}
      onOpenChange={setOpen}
      renderExtraFooter={() => (
        <Button type="link" size="small" onClick={takeNow}>
          {say.now}
        </Button>
      )}
      format={formats[language]}
      value={value ? onTheWall(value) : null}
      cellRender={(at, { type, originNode }) => {
        const day = type === 'date' && dayjs.isDayjs(at) ? at.format('YYYY-MM-DD') : undefined;
        return day === undefined || isDayWithin(day, span()) ? originNode : <OutsideDay day={day} />;
      }}
      onChange={(at) => onChange?.(at ? momentIn(at.format('YYYY-MM-DDTHH:mm'), span()) : undefined)}
    />
  );
}

/** Crossed out, not closed: the picker would drop what is typed of it without a word, and the form says why it cannot be. */
function OutsideDay({ day }: { day: string }) {
  return <div className="ant-picker-cell-inner moment-outside">{Number(day.slice(-2))}</div>;
}

interface ItemProps extends Pick<FieldProps, 'label' | 'after'> {
  readonly name: string | (string | number)[];
  /** Else it is now where nothing is entered. */
  readonly needed?: boolean;
  readonly extra?: string;
}

/** When an act happened, in a form. */
export function MomentItem({ name, label, after, needed = false, extra }: ItemProps) {
  const [say, language] = [useWords(words), useLanguage()];
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[...(needed ? [required(language)] : []), possible(after, say, language)]}
    >
      <MomentField label={label} after={after} />
    </Form.Item>
  );
}

function possible(after: string | undefined, say: ActWords, language: Language) {
  return {
    validator: async (_rule: unknown, at: unknown) => {
      if (typeof at !== 'string') return;
      const fault = faultOf(at, { now: serverNow(), after });
      if (fault === 'future') throw new Error(say.inFuture);
      if (fault === 'before') throw new Error(say.beforePrevious(momentText(after ?? at, language)));
    },
  };
}

/** What a form begins with whose act happens as it is entered. */
export const nowAfter = (after?: string): string => momentNow({ now: serverNow(), after });
