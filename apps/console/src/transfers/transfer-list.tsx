import { Checkbox } from 'antd';
import { useMemo } from 'react';
import { TRANSFER_STATES } from '@xianjie/statutes';
import { bodyOf, transfers } from '../api/clients.js';
import { NumberText } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { FilterChips } from '../kit/filter-chips.js';
import { ClearFilters, FilterChoice, FilterText } from '../kit/filters.js';
import { type Column, ListPage } from '../kit/list-page.js';
import { TimeLeft } from '../kit/time-left-tag.js';
import { useFilters } from '../kit/url-filters.js';
import { useText, useWords } from '../words/words.js';
import { SERVICE, type TransferRow } from './data.js';
import { useOrganName } from './organs.js';
import { StateTag } from './state-tag.js';
import { words } from './list.words.js';

/** What a number of the overview narrows the list to. */
const chips = ['all', 'area', 'openedFrom', 'openedTo', 'reached'] as const;
const names = ['view', 'state', 'owes', 'late', 'closed', 'caseNo', ...chips] as const;
const keyOf = ({ id }: TransferRow): string => id;

/** The worklist: what ends first comes first. */
export function TransferList() {
  const say = useWords(words);
  const { filters, set } = useFilters(names);
  const { view: _view, ...asked } = filters;
  const source = useMemo(() => sourceOf(asked), [JSON.stringify(asked)]);
  return (
    <ListPage
      source={source}
      columns={useColumns()}
      rowKey={keyOf}
      href={({ id }) => `/transfers/${id}`}
      label={say.title}
      empty={{ title: say.empty, next: say.emptyNext }}
      filters={
        <>
          <StateFilter value={filters.state} onChange={(state) => set({ state })} />
          <FilterChoice
            label={say.owes.label}
            value={filters.owes}
            options={{ own: say.owes.own, others: say.owes.others }}
            onChange={(owes) => set({ owes })}
          />
          <FilterText label={say.caseNo} value={filters.caseNo} onChange={(caseNo) => set({ caseNo })} />
          <Checkbox
            checked={filters.late === 'true'}
            onChange={({ target }) => set({ late: target.checked ? 'true' : undefined })}
          >
            {say.onlyLate}
          </Checkbox>
          <Checkbox
            checked={filters.closed === 'true'}
            onChange={({ target }) => set({ closed: target.checked ? 'true' : undefined })}
          >
            {say.closed}
          </Checkbox>
          <FilterChips labels={say.chips} filters={filters} set={set} words={say.reached} />
          <ClearFilters
            shown={Object.keys(asked).length > 0}
            clear={() => set(Object.fromEntries(names.slice(1).map((name) => [name, null])))}
          />
        </>
      }
    />
  );
}

type Asked = Partial<Record<Exclude<(typeof names)[number], 'view'>, string>>;

function sourceOf(filters: Asked) {
  const { state, caseNo, owes, late, closed, ...narrowed } = filters;
  const query = {
    ...(state ? { state } : {}),
    ...(caseNo ? { caseNo } : {}),
    ...(owes === 'own' || owes === 'others' ? { owes } : {}),
    ...(late ? { late } : {}),
    ...(closed ? { closed } : {}),
    ...narrowed,
  } as const;
  return {
    service: SERVICE,
    resource: 'transfers',
    filters,
    load: ({ cursor, limit }: { cursor: string | undefined; limit: number }) =>
      bodyOf(
        transfers.GET('/transfers', {
          params: { query: { ...query, limit, ...(cursor ? { cursor } : {}) } as never },
        }),
      ),
  } as const;
}

/** A board's column may have asked for several states: they stay until another one is chosen. */
function StateFilter({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (state: string | undefined) => void;
}) {
  const [say, text] = [useWords(words), useText()];
  const one = Object.fromEntries(Object.entries(TRANSFER_STATES).map(([state, name]) => [state, text(name)]));
  const several = value?.includes(',')
    ? {
        [value]: value
          .split(',')
          .map((state) => one[state] ?? state)
          .join('、'),
      }
    : {};
  return (
    <FilterChoice label={say.stateLabel} value={value} options={{ ...several, ...one }} onChange={onChange} />
  );
}

function useColumns(): readonly Column<TransferRow>[] {
  const [say, organ] = [useWords(words), useOrganName()];
  return [
    {
      key: 'left',
      title: say.left,
      width: '170px',
      render: ({ dueAt }) =>
        dueAt ? (
          <TimeLeft dueAt={dueAt} lateAt={null} compact />
        ) : (
          <span className="soft">{say.noLimit}</span>
        ),
    },
    { key: 'state', title: say.stateLabel, width: '160px', render: (row) => <StateTag {...row} /> },
    {
      key: 'caseNo',
      title: say.caseNo,
      width: 'minmax(170px, 1.4fr)',
      render: ({ caseNo, id }) => <NumberText number={caseNo ?? id} />,
    },
    {
      key: 'charge',
      title: say.charge,
      width: 'minmax(100px, 1fr)',
      from: 'tablet',
      render: ({ charge }) => charge ?? '—',
    },
    {
      key: 'agency',
      title: say.agency,
      width: 'minmax(130px, 1fr)',
      from: 'desk',
      render: ({ agency }) => organ(agency),
    },
    {
      key: 'police',
      title: say.police,
      width: 'minmax(130px, 1fr)',
      from: 'desk',
      render: ({ police }) => organ(police),
    },
    {
      key: 'whose',
      title: say.whose,
      width: 'minmax(120px, 1fr)',
      from: 'desk',
      render: ({ dueOrgan }) => organ(dueOrgan),
    },
    {
      key: 'openedOn',
      title: say.openedOn,
      width: '130px',
      from: 'desk',
      render: ({ openedOn }) => <DateText at={openedOn} />,
    },
  ];
}
