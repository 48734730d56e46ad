import { TRANSFER_EVENTS } from '@xianjie/statutes';
import { useMemo } from 'react';
import { bodyOf, type Got, type TransferPaths, transfers } from '../../api/clients.js';
import { NumberText } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { FilterChoice } from '../../kit/filters.js';
import { type Column, ListPage } from '../../kit/list-page.js';
import { Money } from '../../kit/money.js';
import { StatusTag, type Tone } from '../../kit/status-tag.js';
import { useFilters } from '../../kit/url-filters.js';
import { useLanguage } from '../../words/language.js';
import { wordFor } from '../../words/law.words.js';
import { useText, useWords } from '../../words/words.js';
import { SERVICE } from '../data.js';
import { awaitedOf } from '../limits.js';
import { isTransferEvent } from '../machine/picture.js';
import { useOrganName } from '../organs.js';
import { paperNames } from '../papers/papers.words.js';
import { words } from './oversight.words.js';
import { OversightFrame } from './oversight-frame.js';

type Copy = Got<TransferPaths, '/oversight/copies'>['items'][number];
type Kind = Copy['kind'];

const names = ['kind'] as const;
const tones: Readonly<Partial<Record<Kind, Tone>>> = {
  LETTER: 'under-way',
  DECISION: 'done',
  FINE: 'late',
  LATE: 'late',
};
const keyOf = ({ id }: Copy): string => id;

/** What the procuratorate received in the commit of each act, the newest first. */
export function Component() {
  const say = useWords(words);
  const { filters, set } = useFilters(names);
  const { label: _label, ...options } = say.copyKind;
  const kind = (Object.keys(options) as Kind[]).find((each) => each === filters.kind);
  const source = useMemo(() => sourceOf(kind), [kind]);
  return (
    <OversightFrame title={say.copies}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={keyOf}
        href={pathOf}
        label={say.copies}
        empty={{ title: say.noCopies }}
        filters={
          <FilterChoice
            label={say.copyKind.label}
            value={filters.kind}
            options={options}
            onChange={(next) => set({ kind: next })}
          />
        }
      />
    </OversightFrame>
  );
}

function sourceOf(kind: Kind | undefined) {
  return {
    service: SERVICE,
    resource: 'copies',
    filters: { kind },
    load: ({ cursor, limit }: { cursor: string | undefined; limit: number }) => {
      const query = { limit, ...(cursor ? { cursor } : {}), ...(kind ? { kind } : {}) };
      return bodyOf(transfers.GET('/oversight/copies', { params: { query } }));
    },
  } as const;
}

/** Copies of a penalty have a page of their own; anything else belongs to a transfer. */
function pathOf({ transferId, content }: Copy): string | undefined {
  const { decisionId, sentOn } = content as CopyContent;
  if (decisionId && sentOn) return `/transfers/penalty-copies/${decisionId}`;
  return transferId ? `/transfers/${transferId}` : undefined;
}

/** What the copy of an act says that one reads first. */
interface CopyContent {
  readonly caseNo?: string | null;
  readonly agency?: string;
  readonly step?: string;
  readonly documentType?: string | null;
  readonly documentNo?: string | null;
  readonly decisionNo?: string;
  readonly decisionId?: string;
  /** Of a penalty: when its copies went out. */
  readonly sentOn?: string;
  readonly fineFen?: string;
  readonly clockKey?: string;
  readonly organ?: string;
}

function useColumns(): readonly Column<Copy>[] {
  const [say, organ] = [useWords(words), useOrganName()];
  return [
    {
      key: 'kind',
      title: say.copyKind.label,
      width: '150px',
      render: ({ kind, content }) => (
        <StatusTag tone={(content as CopyContent).sentOn ? 'done' : (tones[kind] ?? 'waiting')}>
          {say.copyKind[kind]}
        </StatusTag>
      ),
    },
    { key: 'at', title: say.copyAt, width: '180px', render: ({ at }) => <DateText at={at} /> },
    {
      key: 'content',
      title: say.copyOf,
      width: 'minmax(220px, 2fr)',
      render: ({ content, at }) => <What content={content as CopyContent} at={at} />,
    },
    {
      key: 'caseNo',
      title: say.caseNo,
      width: 'minmax(170px, 1fr)',
      from: 'tablet',
      render: ({ content, caseId }) => <NumberText number={(content as CopyContent).caseNo ?? caseId} />,
    },
    {
      key: 'agency',
      title: say.agency,
      width: 'minmax(130px, 1fr)',
      from: 'desk',
      render: ({ content }) => organ((content as CopyContent).agency),
    },
  ];
}

function What({ content, at }: { content: CopyContent; at: string }) {
  const [text, names, language, organ] = [useText(), useWords(paperNames), useLanguage(), useOrganName()];
  const say = useWords(words);
  const { step, documentType, documentNo, decisionNo, clockKey, organ: whose, fineFen, sentOn } = content;
  if (clockKey !== undefined)
    return <>{`${organ(whose)}：${awaitedOf({ key: clockKey, startedAt: at }, language)}`}</>;
  const parts = [
    step && isTransferEvent(step) ? text(TRANSFER_EVENTS[step]) : undefined,
    documentType ? wordFor(names, documentType) : undefined,
    sentOn && say.penaltySent,
    documentNo ?? decisionNo,
  ];
  return (
    <>
      {parts.filter(Boolean).join(' · ') || '—'} {fineFen !== undefined && <Money fen={fineFen} />}
    </>
  );
}
