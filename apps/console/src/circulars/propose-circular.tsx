import { Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { bodyOf, leads } from '../api/clients.js';
import { useMay } from '../api/session.js';
import { ActButton } from '../kit/act.js';
import { atMost, required } from '../kit/field-rules.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { useRefresh } from './circular-data.js';
import { circularWords } from './circulars.words.js';

interface Text {
  title: string;
  body: string;
}

/** A handled case is put forward to be circulated. */
export function ProposeCircular({ caseId }: { caseId: string }) {
  const words = useWords(circularWords);
  const refresh = useRefresh();
  const navigate = useNavigate();
  if (!useMay('circular:propose')) return null;
  return (
    <ActButton<Text>
      label={words.propose}
      follows={words.proposeFollows}
      done={words.proposed}
      draft={`circular.${caseId}`}
      wide
      fields={<TextFields />}
      act={async ({ title, body }) => {
        const made = await bodyOf(leads.POST('/circulars', { body: { caseId, title, body } }));
        await refresh();
        void navigate(`/circulars/${made.id}`);
      }}
    />
  );
}

/** Title and text of a circular. */
export function TextFields() {
  const [words, language] = [useWords(circularWords), useLanguage()];
  return (
    <>
      <Form.Item name="title" label={words.name} rules={[required(language), atMost(200, language)]}>
        <Input />
      </Form.Item>
      <Form.Item name="body" label={words.body} rules={[required(language), atMost(10_000, language)]}>
        <Input.TextArea rows={8} />
      </Form.Item>
    </>
  );
}
