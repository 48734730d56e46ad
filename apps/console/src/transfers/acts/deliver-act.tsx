import { Form, Input } from 'antd';
import { useMemo } from 'react';
import { bodyOf, transfers } from '../../api/clients.js';
import { idempotencyKey } from '../../api/http.js';
import { useSession } from '../../api/session.js';
import { ActButton } from '../../kit/act.js';
import { atMost, required } from '../../kit/field-rules.js';
import { StatusTag } from '../../kit/status-tag.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { type DocumentView, type NextStep, type TransferPage, useRefresh } from '../data.js';
import { deliveryKinds, paperNames } from '../papers/papers.words.js';
import { words } from './acts.words.js';
import { latestOf } from './conflict-rows.js';
import { MissingField } from './missing-field.js';
import { DocumentsField } from './step-fields.js';
import { type MissingGiven, missingOf, numberFor } from './step-input.js';
import { useFollows } from './step-act.js';
import { verbs } from './verbs.words.js';

interface Values {
  readonly documentNo: string;
  readonly documents: readonly string[];
  readonly missing?: MissingGiven;
  readonly reasons?: string;
}

interface Props {
  readonly page: TransferPage;
  readonly next: NextStep;
}

/** Has the case delivered, with the five kinds of paper: what is missing is named with its reason and stops nothing. */
export function DeliverAct({ page, next }: Props) {
  const [say, { DELIVERED: verb }, language] = [useWords(words), useWords(verbs), useLanguage()];
  const { agency } = useSession();
  const refresh = useRefresh();
  const number = useMemo(() => numberFor(idempotencyKey), []);
  const own = page.documents.filter(({ owner }) => owner === agency.id);
  const act = async ({ missing, ...values }: Values, version: number | undefined) => {
    const order = { ...values, missing: missingOf(missing) };
    const body = { ...order, version: version ?? page.version, externalNo: number(order) };
    const path = { id: page.id };
    await bodyOf(transfers.POST('/transfers/{id}/deliveries', { params: { path }, body: body as never }));
    await refresh();
  };
  return (
    <ActButton<Values>
      label={verb}
      follows={useFollows(page, next)}
      tone="primary"
      refusedBecause={next.refusals.map(({ message }) => message).join('；') || undefined}
      wide
      initial={{ documents: own.filter(isOfDelivery).map(({ id }) => id) }}
      draft={`transfer.${page.id}.DELIVERED`}
      act={act}
      latest={() => latestOf(page, verb, say)}
      fields={
        <>
          <Form.Item
            name="documentNo"
            label={`${useWords(paperNames).TRANSFER_LETTER} · ${say.documentNo}`}
            rules={[required(language), atMost(64, language)]}
          >
            <Input maxLength={64} />
          </Form.Item>
          <FivePapers own={own} />
          <DocumentsField documents={own} needed />
          <MissingOfChosen own={own} />
          <Form.Item name="reasons" label={say.reasons}>
            <Input.TextArea rows={2} maxLength={4000} />
          </Form.Item>
        </>
      }
    />
  );
}

const isOfDelivery = ({ kind }: DocumentView): boolean => (deliveryKinds as readonly string[]).includes(kind);

function useChosenKinds(own: readonly DocumentView[]): readonly string[] {
  const chosen = (Form.useWatch('documents') as readonly string[] | undefined) ?? [];
  return own.filter(({ id }) => chosen.includes(id)).map(({ kind }) => kind);
}

/** The five kinds by law, and which of them are there. */
function FivePapers({ own }: { own: readonly DocumentView[] }) {
  const [say, names] = [useWords(words), useWords(paperNames)];
  const there = useChosenKinds(own);
  return (
    <ul className="five-papers" aria-label={say.deliverPapers}>
      {deliveryKinds.map((kind) => (
        <li key={kind}>
          <StatusTag tone={there.includes(kind) ? 'done' : 'near'}>
            {there.includes(kind) ? say.paperThere : say.paperMissing}
          </StatusTag>
          {names[kind]}
        </li>
      ))}
    </ul>
  );
}

function MissingOfChosen({ own }: { own: readonly DocumentView[] }) {
  const say = useWords(words);
  return <MissingField label={say.missingField} there={useChosenKinds(own)} />;
}
