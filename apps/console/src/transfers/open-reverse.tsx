import { Form, Input } from 'antd';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { bodyOf, transfers } from '../api/clients.js';
import { idempotencyKey } from '../api/http.js';
import { useSession } from '../api/session.js';
import { OwnCaseField } from '../cases/own-case-field.js';
import { ActButton } from '../kit/act.js';
import { DivisionField } from '../kit/division-field.js';
import { atMost, required } from '../kit/field-rules.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { MomentItem } from './acts/moment-field.js';
import { numberFor } from './acts/step-input.js';
import { useRefresh } from './data.js';
import { words } from './list.words.js';

interface Values {
  readonly caseId: string;
  readonly areaCode: string;
  readonly caseNo?: string;
  readonly charge?: string;
  readonly documentNo: string;
  readonly reasons?: string;
  readonly effectiveAt?: string;
}

/** A case that police or procuratorate handed over without an earlier transfer. */
export function OpenReverse() {
  const [say, language] = [useWords(words), useLanguage()];
  const { officer } = useSession();
  const [navigate, refresh] = [useNavigate(), useRefresh()];
  const number = useMemo(() => numberFor(idempotencyKey), []);
  if (!officer) return null;
  const need = [required(language)];
  const act = async (values: Values) => {
    const body = { ...values, externalNo: number(values) };
    const { transfer } = await bodyOf(transfers.POST('/transfers/reverse-cases', { body }));
    await refresh();
    await navigate(`/transfers/${transfer.id}`);
  };
  return (
    <ActButton<Values>
      label={say.reverse}
      draft="transfer.reverse"
      fields={(form) => (
        <>
          <p className="soft">{say.reverseFollows}</p>
          <Form.Item name="caseId" label={say.ownCase} extra={say.ownCaseHint} rules={need}>
            <OwnCaseField
              onCase={(chosen) => form.setFieldsValue({ areaCode: chosen?.areaCode, caseNo: chosen?.caseNo })}
            />
          </Form.Item>
          <Form.Item name="caseNo" hidden>
            <Input />
          </Form.Item>
          <Form.Item name="areaCode" label={say.areaCode} rules={need}>
            <DivisionField />
          </Form.Item>
          <Form.Item name="charge" label={say.charge} rules={[atMost(200, language)]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="documentNo" label={say.letterNo} rules={[...need, atMost(64, language)]}>
            <Input maxLength={64} />
          </Form.Item>
          <MomentItem name="effectiveAt" label={say.effectiveAt} extra={say.effectiveAtHint} />
          <Form.Item name="reasons" label={say.reasons}>
            <Input.TextArea rows={3} maxLength={4000} />
          </Form.Item>
        </>
      )}
      act={act}
    />
  );
}
