import { useMemo } from 'react';
import { bodyOf, type Got, type TransferPaths, transfers } from '../../api/clients.js';
import { NumberText } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { daysBetween, today } from '../../kit/dates.js';
import { FilterChoice } from '../../kit/filters.js';
import { type Column, ListPage } from '../../kit/list-page.js';
import { StatusTag, type Tone } from '../../kit/status-tag.js';
import { useFilters } from '../../kit/url-filters.js';
import { wordFor } from '../../words/law.words.js';
import { useWords } from '../../words/words.js';
import { SERVICE } from '../data.js';
import { useOrganName } from '../organs.js';
import { words } from './oversight.words.js';
import { GiveOpinion } from './give-opinion.js';
import { OversightFrame } from './oversight-frame.js';

export type Untransferred = Got<TransferPaths, '/oversight/untransferred'>['items'][number];
type Stage = Untransferred['stage'];

const names = ['stage'] as const;
const stages = ['NONE', 'UNDECIDED', 'REFUSED', 'APPROVED'] as const;
const tones: Readonly<Record<Stage, Tone>> = {
  NONE: 'near',
  UNDECIDED: 'waiting',
  REFUSED: 'late',
  APPROVED: 'under-way',
};
const keyOf = ({ caseId }: Untransferred): string => caseId;

/** Cases whose facts carried a duty and that have not reached the police: the oldest duty first. */
export function Component() {
  const say = useWords(words);
  const { filters, set } = useFilters(names);
  const stage = stages.find((each) => each === filters.stage);
  const source = useMemo(() => sourceOf(stage), [stage]);
  const { label: _label, ...options } = say.stage;
  return (
    <OversightFrame title={say.untransferred}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={keyOf}
        label={say.untransferred}
        empty={{ title: say.noUntransferred, next: say.noUntransferredNext }}
        filters={
          <FilterChoice
            label={say.stage.label}
            value={filters.stage}
            options={options}
            onChange={(next) => set({ stage: next })}
          />
        }
      />
    </OversightFrame>
  );
}

function sourceOf(stage: Stage | undefined) {
  return {
    service: SERVICE,
    resource: 'untransferred',
    filters: { stage },
    load: ({ cursor, limit }: { cursor: string | undefined; limit: number }) => {
      const query = { limit, ...(cursor ? { cursor } : {}), ...(stage ? { stage } : {}) };
      return bodyOf(transfers.GET('/oversight/untransferred', { params: { query } }));
    },
  } as const;
}

function useColumns(): readonly Column<Untransferred>[] {
  const [say, organ] = [useWords(words), useOrganName()];
  return [
    {
      key: 'since',
      title: say.dutySince,
      width: '190px',
      render: ({ dutySince }) => (
        <>
          <DateText at={dutySince} />{' '}
          <span className="soft">{say.days(daysBetween(dutySince, today()))}</span>
        </>
      ),
    },
    {
      key: 'stage',
      title: say.stage.label,
      width: '140px',
      render: ({ stage }) => <StatusTag tone={tones[stage]}>{say.stage[stage]}</StatusTag>,
    },
    {
      key: 'caseNo',
      title: say.caseNo,
      width: 'minmax(170px, 1.2fr)',
      render: ({ caseNo, caseId }) => <NumberText number={caseNo ?? caseId} />,
    },
    { key: 'agency', title: say.agency, width: 'minmax(140px, 1fr)', render: ({ agency }) => organ(agency) },
    {
      key: 'duty',
      title: say.duty.label,
      width: 'minmax(160px, 1.2fr)',
      from: 'desk',
      render: ({ duty, basis }) => <span title={basis ?? undefined}>{wordFor(say.duty, duty)}</span>,
    },
    {
      key: 'fines',
      title: say.finesInCase,
      width: '90px',
      from: 'tablet',
      render: ({ fines }) => (fines > 0 ? <StatusTag tone="late">{String(fines)}</StatusTag> : '—'),
    },
    { key: 'act', title: '', width: '150px', from: 'tablet', render: (row) => <GiveOpinion row={row} /> },
  ];
}
