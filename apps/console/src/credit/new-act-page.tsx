import { checkCreditCode } from '@xianjie/identifiers';
import { Alert, App, Button, Form, type FormInstance, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { bodyOf, credit } from '../api/clients.js';
import { type ApiProblem, asProblem } from '../api/problem.js';
import { useMay, useSession } from '../api/session.js';
import { markFields, ProblemNote } from '../kit/act.js';
import { today } from '../kit/dates.js';
import { DayField } from '../kit/day-field.js';
import { DraftNote } from '../kit/draft-note.js';
import { useDraft } from '../kit/drafts.js';
import { asOneTypes, atMost, checked, filledIn, required } from '../kit/field-rules.js';
import { Page, Section } from '../kit/page.js';
import { EmptyState } from '../kit/page-state.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { actKindWords } from './act-kinds.words.js';
import { useRefresh } from './credit-data.js';
import { creditWords } from './credit.words.js';

type ActKind = keyof (typeof actKindWords)['zh']['short'];

interface Values {
  readonly kind: ActKind;
  readonly creditCode: string;
  readonly partyName: string;
  readonly recognisedOn: string;
  readonly recordNo: string;
  readonly facts: string;
  readonly leftOutBecause?: string;
}

/** Records a dishonest act that the officer's agency recognised. */
export function Component() {
  const [words, general] = [useWords(creditWords), useWords(common)];
  const { officer } = useSession();
  const may = useMay('dishonest-act:record') && officer !== null;
  return (
    <Page title={words.recordAct} lead={words.recordFollows}>
      {may ? <ActForm /> : <EmptyState title={general.forbiddenTitle}>{general.forbiddenNext}</EmptyState>}
    </Page>
  );
}

function ActForm() {
  const words = useWords(creditWords);
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>('dishonest-act');
  const { submit, running, problem } = useSubmit(form, draft.drop);
  return (
    <div className="form-sections">
      <DraftNote
        at={draft.found?.at}
        discard={() => {
          draft.drop();
          form.resetFields();
        }}
      />
      <ProblemNote problem={problem} />
      <Section title={words.tabs.acts}>
        <Form
          form={form}
          layout="vertical"
          initialValues={draft.found?.value ?? {}}
          onFinish={(values: Values) => void submit(values)}
          onValuesChange={(_change, values: Values) => draft.keep(values)}
          scrollToFirstError={{ focus: true }}
          validateTrigger={[...asOneTypes.validateTrigger]}
        >
          <Fields />
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={running}>
              {words.recordAct}
            </Button>
            <Outcome />
          </div>
        </Form>
      </Section>
    </div>
  );
}

function useSubmit(form: FormInstance<Values>, drop: () => void) {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [refresh, navigate, words] = [useRefresh(), useNavigate(), useWords(creditWords)];
  const { message } = App.useApp();
  const submit = async (values: Values) => {
    setRunning(true);
    setProblem(undefined);
    try {
      const body = filledIn(values);
      const call = credit.POST('/dishonest-acts', { body: body as never });
      const { data, response } = await call;
      drop();
      if (response.status === 200) void message.info(words.repeated);
      await refresh();
      const { id } = await bodyOf(Promise.resolve({ data: data as { id: string } | undefined }));
      void navigate(`/credit/dishonest-acts/${id}`);
    } catch (error) {
      setProblem(asProblem(error));
      markFields(form, asProblem(error));
    } finally {
      setRunning(false);
    }
  };
  return { submit, running, problem };
}

function Fields() {
  const [words, kinds, language] = [useWords(creditWords), useWords(actKindWords), useLanguage()];
  const kind = Form.useWatch<ActKind | undefined>('kind');
  const options = Object.entries(kinds.full).map(([value, label]) => ({ value, label }));
  return (
    <div className="form-grid">
      <Form.Item className="full" name="kind" label={words.kind} rules={[required(language)]}>
        <Select options={options} popupMatchSelectWidth={false} />
      </Form.Item>
      <Form.Item name="partyName" label={words.party} rules={[required(language), atMost(200, language)]}>
        <Input />
      </Form.Item>
      <Form.Item
        name="creditCode"
        label={words.creditCode}
        rules={[required(language), checked(checkCreditCode, language)]}
        validateDebounce={asOneTypes.validateDebounce}
      >
        <Input className="number" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="recordNo"
        label={words.recordNo}
        extra={words.recordNoHint}
        rules={[required(language), atMost(100, language)]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="recognisedOn" label={words.recognisedOn} rules={[required(language)]}>
        <DayField max={today()} />
      </Form.Item>
      <Form.Item
        className="full"
        name="facts"
        label={words.facts}
        rules={[required(language), atMost(2000, language)]}
      >
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      {(kind === 'ITEM_1' || kind === 'ITEM_2') && (
        <Form.Item
          className="full"
          name="leftOutBecause"
          label={words.leftOut}
          rules={[atMost(500, language)]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      )}
    </div>
  );
}

/** What follows from the kind that is chosen, before it is recorded. */
function Outcome() {
  const words = useWords(creditWords);
  const kind = Form.useWatch<ActKind | undefined>('kind');
  const leftOut = Form.useWatch<string | undefined>('leftOutBecause');
  if (!kind) return null;
  if (kind === 'REFUSED_INVESTIGATION') return <Alert type="info" showIcon title={words.noBasisNote} />;
  if (leftOut?.trim()) return <span className="soft">{words.notListed}</span>;
  const list = kind === 'SAMR_ARTICLE_9' ? 'SAMR_SERIOUS_LIST' : 'CNIPA_DISHONEST_ACT';
  return <span className="soft">{words.listedNote(words.lists[list])}</span>;
}
