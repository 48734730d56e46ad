import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import { type ApiProblem, asProblem } from '../api/problem.js';
import { markFields, ProblemNote } from '../kit/act.js';
import { DraftNote } from '../kit/draft-note.js';
import { useDraft } from '../kit/drafts.js';
import { Section } from '../kit/page.js';
import { useWords } from '../words/words.js';
import { ActFields } from './act-fields.js';
import { EvidenceField } from './evidence-field.js';
import { formWords } from './lead-form.words.js';
import { inputOf, type LeadFields, type LeadInput } from './lead-input.js';
import { OriginFields } from './origin-fields.js';
import { SubjectFields } from './subject-fields.js';

interface Props {
  readonly initial: LeadFields;
  /** Name under which what was typed is kept. */
  readonly draft: string;
  readonly submitLabel: string;
  /** The external number stays. */
  readonly isCorrection?: boolean;
  readonly submit: (input: LeadInput, key: string) => Promise<void>;
}

/** What an agency says of a suspicion: checked as one types, kept until it was sent. */
export function LeadForm({ initial, draft: name, submitLabel, isCorrection = false, submit }: Props) {
  const words = useWords(formWords);
  const [form] = Form.useForm<LeadFields>();
  const draft = useDraft<LeadFields>(name);
  const { send, sending, problem } = useSend(submit, draft.drop, form);
  return (
    <Form
      form={form}
      name="lead"
      layout="vertical"
      initialValues={{ ...initial, ...draft.found?.value }}
      validateTrigger={['onChange', 'onBlur']}
      scrollToFirstError={{ focus: true, block: 'center' }}
      onValuesChange={(_change, values) => draft.keep(values)}
      onFinish={() => void send()}
      className="lead-form"
    >
      <DraftNote
        at={draft.found?.at}
        discard={() => {
          draft.drop();
          form.resetFields();
          form.setFieldsValue(initial as never);
        }}
      />
      <ProblemNote problem={problem} />
      <Section title={words.sections.origin}>
        <OriginFields isCorrection={isCorrection} />
      </Section>
      <Section title={words.sections.subject}>
        <SubjectFields isCorrection={isCorrection} />
      </Section>
      <Section title={words.sections.act}>
        <ActFields />
      </Section>
      <Section title={words.sections.evidence}>
        <Form.Item name="evidence" noStyle>
          <EvidenceField />
        </Form.Item>
      </Section>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={sending}>
          {submitLabel}
        </Button>
      </div>
    </Form>
  );
}

/** Sends the form; the same attempt again carries the same key, so that a lost answer makes no second lead. */
function useSend(
  submit: Props['submit'],
  drop: () => void,
  form: ReturnType<typeof Form.useForm<LeadFields>>[0],
) {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const attempt = useRef({ text: '', key: '' });
  const send = async () => {
    const input = inputOf(form.getFieldsValue(true) as LeadFields);
    const text = JSON.stringify(input);
    if (attempt.current.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    setSending(true);
    setProblem(undefined);
    try {
      await submit(input, attempt.current.key);
      drop();
    } catch (error) {
      const failed = asProblem(error);
      setProblem(failed);
      markFields(form, failed);
    } finally {
      setSending(false);
    }
  };
  return { send, sending, problem };
}
