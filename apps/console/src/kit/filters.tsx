import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (value: string | undefined) => void;
}

/** One of a few: `<FilterChoice label="状态" value={filters.status} options={{ … }} onChange={…} />`. */
export function FilterChoice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      className="filter"
      aria-label={label}
      placeholder={label}
      allowClear
      value={value ?? null}
      options={Object.entries(options).map(([key, text]) => ({ value: key, label: text }))}
      onChange={(next: string | null) => onChange(next ?? undefined)}
      popupMatchSelectWidth={false}
    />
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** What is wrong with it, in words; nothing is asked of the service meanwhile. */
  readonly faultOf?: (text: string) => string | undefined;
  readonly width?: number;
}

/** A number or words to look for; asked for on Enter or when the field is left. */
export function FilterText({ label, value, onChange, faultOf, width = 190 }: TextProps) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const fault = text === '' ? undefined : faultOf?.(text);
  const take = () => {
    if (fault === undefined && text !== (value ?? '')) onChange(text.trim() || undefined);
  };
  return (
    <span className="filter-text">
      <Input
        style={{ width }}
        aria-label={label}
        placeholder={label}
        value={text}
        allowClear
        {...(fault ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={({ target }) => {
          setText(target.value);
          if (target.value === '') onChange(undefined);
        }}
        onPressEnter={take}
        onBlur={take}
      />
      {fault && (
        <span role="alert" className="fault">
          {fault}
        </span>
      )}
    </span>
  );
}

export function ClearFilters({ shown, clear }: { shown: boolean; clear: () => void }) {
  const words = useWords(common);
  return shown ? (
    <Button type="link" onClick={clear}>
      {words.reset}
    </Button>
  ) : null;
}
