import { Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { bodyOf, transfers } from '../../api/clients.js';
import { idempotencyKey } from '../../api/http.js';
import { useSession } from '../../api/session.js';
import { ActButton } from '../../kit/act.js';
import { DayField } from '../../kit/day-field.js';
import { today } from '../../kit/dates.js';
import { required } from '../../kit/field-rules.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { MomentItem, nowAfter } from '../acts/moment-field.js';
import { DocumentsField } from '../acts/step-fields.js';
import { numberFor } from '../acts/step-input.js';
import { type Custody, type EvidenceItem, type TransferPage, useRefresh } from '../data.js';
import { useOrganName } from '../organs.js';
import { words } from './custody.words.js';

const kinds = ['HANDED_OVER', 'LENT', 'RETURNED'] as const;
const bound = new Set(['SEALED', 'SEIZED', 'FROZEN']);

interface Values {
  readonly kind: (typeof kinds)[number];
  readonly items: string[];
  readonly to: string;
  readonly givenBy: string;
  readonly receivedBy: string;
  readonly receiptNo: string;
  readonly movedAt: string;
  readonly place?: string;
  readonly reasons?: string;
  readonly documents?: string[];
  readonly partyToldOn?: string;
}

interface Props {
  readonly page: TransferPage;
  readonly custody: Custody;
}

/** Things change hands, under one signed list; entered by who gives or who takes them. */
export function HandOverItems({ page, custody }: Props) {
  const say = useWords(words);
  const { agency, officer } = useSession();
  const refresh = useRefresh();
  const number = useMemo(() => numberFor(idempotencyKey), []);
  const held = custody.items.filter(({ holder }) => holder === agency.id);
  const act = async (values: Values) => {
    const body = { ...values, externalNo: number(values) };
    await bodyOf(
      transfers.POST('/transfers/{id}/custody/moves', { params: { path: { id: page.id } }, body }),
    );
    await refresh();
  };
  return (
    <ActButton<Values>
      label={say.handOver}
      wide
      draft={`transfer.${page.id}.move`}
      initial={() => ({
        kind: 'HANDED_OVER',
        items: held.map(({ id }) => id),
        movedAt: nowAfter(lastHeldSince(held)),
        ...(officer && held.length > 0 ? { givenBy: officer.name } : {}),
      })}
      fields={<Fields page={page} custody={custody} />}
      act={act}
    />
  );
}

function Fields({ page, custody }: Props) {
  const [say, language, organ] = [useWords(words), useLanguage(), useOrganName()];
  const { agency } = useSession();
  const need = [required(language)];
  const organs = [page.agency, page.police, page.procuratorate].filter((id) => id !== null);
  const text = (name: string, label: string, longest: number, needed = false) => (
    <Form.Item name={name} label={label} rules={needed ? need : []}>
      <Input maxLength={longest} />
    </Form.Item>
  );
  return (
    <>
      <p className="soft">{say.handOverFollows}</p>
      <Form.Item name="kind" label={say.moveKind} rules={need}>
        <Select options={kinds.map((kind) => ({ value: kind, label: say.moveKinds[kind] }))} />
      </Form.Item>
      <Form.Item name="items" label={say.moveItems} rules={[{ ...required(language), type: 'array' }]}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={custody.items.map(({ id, no, name, holder }) => ({
            value: id,
            label: `${no}. ${name}（${organ(holder)}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="to" label={say.to} rules={need}>
        <Select options={organs.map((id) => ({ value: id, label: organ(id) }))} />
      </Form.Item>
      {text('givenBy', say.givenBy, 100, true)}
      {text('receivedBy', say.receivedBy, 100, true)}
      {text('receiptNo', say.receiptNo, 64, true)}
      <MovedAt custody={custody} />
      {text('place', say.place, 200)}
      <ToldParty custody={custody} />
      <Form.Item name="reasons" label={say.reasons}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <DocumentsField documents={page.documents.filter(({ owner }) => owner === agency.id)} needed={false} />
    </>
  );
}

const lastHeldSince = (items: readonly EvidenceItem[]): string | undefined =>
  items
    .map(({ heldSince }) => heldSince)
    .sort()
    .at(-1);

/** Not before the last of the things came to who gives them. */
function MovedAt({ custody }: { custody: Custody }) {
  const say = useWords(words);
  const chosen = Form.useWatch('items') as string[] | undefined;
  const after = lastHeldSince(custody.items.filter(({ id }) => chosen?.includes(id)));
  return <MomentItem name="movedAt" label={say.movedAt} after={after} needed />;
}

/** What was seized goes with the case only after the party was told in writing (行政强制法第21条). */
function ToldParty({ custody }: { custody: Custody }) {
  const [say, language] = [useWords(words), useLanguage()];
  const [items, kind] = [
    Form.useWatch('items') as string[] | undefined,
    Form.useWatch('kind') as string | undefined,
  ];
  const isBound = custody.items.some(({ id, measure }) => items?.includes(id) === true && bound.has(measure));
  if (!isBound || kind !== 'HANDED_OVER') return null;
  return (
    <Form.Item name="partyToldOn" label={say.partyToldOn} rules={[required(language)]}>
      <DayField max={today()} label={say.partyToldOn} />
    </Form.Item>
  );
}
