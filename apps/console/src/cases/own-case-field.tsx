import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useSession } from '../api/session.js';
import { useSettled } from '../kit/settled.js';
import { queriesFor } from '../shell/find-text.js';
import { useWords } from '../words/words.js';
import { askCases, type CaseRow, readCase, SERVICE } from './case-data.js';
import { caseWords } from './cases.words.js';

const NEWEST = 20;

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string | undefined) => void;
  /** The case that was chosen. */
  readonly onCase?: (chosen: CaseRow | undefined) => void;
  readonly 'aria-required'?: boolean;
}

/** A case of the own agency: the newest ones, or by its number or the name of its party. */
export function OwnCaseField({ value, onChange, onCase, ...rest }: Props) {
  const words = useWords(caseWords);
  const [typed, setTyped] = useState('');
  const found = useOwnCases(useSettled(typed.trim(), false));
  const known = useChosen(found.some(({ id }) => id === value) ? undefined : value);
  return (
    <Select
      {...rest}
      showSearch={{ onSearch: setTyped, filterOption: false }}
      allowClear
      value={value ?? null}
      notFoundContent={words.noOwnCase}
      options={[...known, ...found.map(({ id, caseNo, partyName }) => optionOf(id, caseNo, partyName))]}
      onChange={(chosen: string | null) => {
        onChange?.(chosen ?? undefined);
        onCase?.(found.find(({ id }) => id === chosen));
      }}
    />
  );
}

const optionOf = (value: string, caseNo: string, name: string | null | undefined) => ({
  value,
  label: [caseNo, name].filter(Boolean).join(' · '),
});

/** One that was chosen before, and stands among the others no longer. */
function useChosen(id: string | undefined) {
  const { data } = useQuery({
    queryKey: [SERVICE, 'cases', id],
    queryFn: () => readCase(id ?? ''),
    enabled: id !== undefined,
  });
  return id && data ? [optionOf(id, data.caseNo, data.party?.name)] : [];
}

function useOwnCases(text: string): readonly CaseRow[] {
  const { agency } = useSession();
  const { data } = useQuery({
    queryKey: [SERVICE, 'cases', 'own', text],
    queryFn: async ({ signal }) => {
      const asked = text === '' ? [{}] : queriesFor(text, 'caseNo');
      const pages = await Promise.all(
        asked.map((query) => askCases({ ...query, agency: agency.id, limit: NEWEST }, signal)),
      );
      return [...new Map(pages.flat().map((each) => [each.id, each])).values()];
    },
  });
  return data ?? [];
}
