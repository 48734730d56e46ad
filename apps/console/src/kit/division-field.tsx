import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { childrenOf, divisionOf, provinces } from './divisions.js';

interface Option {
  readonly value: string;
  readonly label: string;
}

let all: readonly Option[] | undefined;

/** Every division of the newest list, by code, with its full name. Made once, when a form first asks. */
function options(): readonly Option[] {
  all ??= below(provinces().map(({ code }) => code));
  return all;
}

function below(codes: readonly string[]): Option[] {
  return codes.flatMap((code) => [
    { value: code, label: divisionOf(code)?.fullName ?? code },
    ...below(childrenOf(code).map((child) => child.code)),
  ]);
}

const SHOWN = 50;

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string | undefined) => void;
  readonly placeholder?: string;
  readonly 'aria-required'?: boolean;
}

/** A division, found by name or code: 余杭, 330110. */
export function DivisionField({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState('');
  const found = useMemo(() => matching(typed, value), [typed, value]);
  return (
    <Select
      {...rest}
      showSearch={{ onSearch: setTyped, filterOption: false }}
      allowClear
      value={value ?? null}
      options={found}
      onChange={(code: string | null) => onChange?.(code ?? undefined)}
      optionRender={({ data }) => (
        <span>
          {data.label} <span className="soft number">{data.value}</span>
        </span>
      )}
    />
  );
}

function matching(typed: string, value: string | undefined): Option[] {
  const text = typed.normalize('NFKC').trim();
  const known = value ? [{ value, label: divisionOf(value)?.fullName ?? value }] : [];
  if (text === '') return known;
  const found = options().filter(({ label, value: code }) => label.includes(text) || code.startsWith(text));
  return found.sort((a, b) => a.label.length - b.label.length).slice(0, SHOWN);
}
