import { Form, Input } from 'antd';
import { useMemo } from 'react';
import { bodyOf, transfers } from '../../api/clients.js';
import { idempotencyKey } from '../../api/http.js';
import { useMay, useSession } from '../../api/session.js';
import { ActButton } from '../../kit/act.js';
import { atMost, required } from '../../kit/field-rules.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { MomentItem } from '../acts/moment-field.js';
import { numberFor } from '../acts/step-input.js';
import { useRefresh } from '../data.js';
import { paperNames } from '../papers/papers.words.js';
import { words } from './oversight.words.js';

interface Values {
  readonly documentNo: string;
  readonly reasons: string;
  readonly effectiveAt?: string;
}

/** The procuratorate asks an agency of its place to transfer a case, whatever became of it. */
export function GiveOpinion({ row: { caseId } }: { row: { readonly caseId: string } }) {
  const [say, language, names] = [useWords(words), useLanguage(), useWords(paperNames)];
  const { officer } = useSession();
  const may = useMay('transfer:take-step');
  const refresh = useRefresh();
  const number = useMemo(() => numberFor(idempotencyKey), []);
  if (!may || !officer) return null;
  const need = [required(language)];
  const act = async (values: Values) => {
    const body = { ...values, externalNo: number(values) };
    await bodyOf(
      transfers.POST('/oversight/cases/{id}/opinions', { params: { path: { id: caseId } }, body }),
    );
    await refresh();
  };
  return (
    <ActButton<Values>
      label={say.opinion}
      draft={`opinion.${caseId}`}
      fields={
        <>
          <p className="soft">{say.opinionFollows}</p>
          <Form.Item
            name="documentNo"
            label={`${names.PROCURATORIAL_OPINION} · ${say.documentNo}`}
            rules={[...need, atMost(64, language)]}
          >
            <Input maxLength={64} />
          </Form.Item>
          <Form.Item name="reasons" label={say.reasons} rules={[...need, atMost(4000, language)]}>
            <Input.TextArea rows={5} maxLength={4000} showCount />
          </Form.Item>
          <MomentItem name="effectiveAt" label={say.effectiveAtOf.other} extra={say.effectiveAtHint} />
        </>
      }
      act={act}
    />
  );
}
