import { Checkbox, Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { bodyOf, credit } from '../api/clients.js';
import { ActButton } from '../kit/act.js';
import { dayText, today } from '../kit/dates.js';
import { atMost } from '../kit/field-rules.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { useRefresh } from './credit-data.js';
import { creditWords } from './credit.words.js';

interface Props {
  readonly subjectKind: 'publicity-record' | 'list-entry';
  readonly subjectId: string;
  readonly repairableFrom: string | null;
}

interface Application {
  readonly corrected?: boolean;
  readonly commitment?: boolean;
  readonly statement?: string;
}

/** Asks that something be shown no longer; the answer says what the law makes of it, and leads to the application. */
export function ApplyRepair({ subjectKind, subjectId, repairableFrom }: Props) {
  const [words, language] = [useWords(creditWords), useLanguage()];
  const [refresh, navigate] = [useRefresh(), useNavigate()];
  const isEarly = repairableFrom !== null && repairableFrom > today();
  const act = async ({ corrected = false, commitment = false, statement }: Application) => {
    const given = { subjectKind, subjectId, corrected, commitment };
    const body = statement === undefined ? given : { ...given, statement };
    const { id } = await bodyOf(credit.POST('/repairs', { body }) as Promise<{ data?: { id: string } }>);
    await refresh();
    void navigate(`/credit/repairs/${id}`);
  };
  return (
    <ActButton<Application>
      label={words.applyRepair}
      follows={isEarly ? words.repairTooEarly(dayText(repairableFrom, language)) : words.applyFollows}
      draft={`repair.${subjectId}`}
      act={act}
      fields={
        <>
          <Form.Item name="corrected" valuePropName="checked">
            <Checkbox>{words.corrected}</Checkbox>
          </Form.Item>
          <Form.Item name="commitment" valuePropName="checked">
            <Checkbox>{words.commitment}</Checkbox>
          </Form.Item>
          <Form.Item name="statement" label={words.statement} rules={[atMost(2000, language)]}>
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
        </>
      }
    />
  );
}
