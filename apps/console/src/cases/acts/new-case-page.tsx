import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Radio, Select } from 'antd';
import { checkPatentNumber } from '@xianjie/identifiers';
import { useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type LeadPaths, leads } from '../../api/clients.js';
import { type ApiProblem, asProblem } from '../../api/problem.js';
import { useSession } from '../../api/session.js';
import { markFields, ProblemNote } from '../../kit/act.js';
import { DayField } from '../../kit/day-field.js';
import { DivisionField } from '../../kit/division-field.js';
import { DraftNote } from '../../kit/draft-note.js';
import { useDraft } from '../../kit/drafts.js';
import { today } from '../../kit/dates.js';
import { atMost, checked, filledIn, required } from '../../kit/field-rules.js';
import { Page, Section } from '../../kit/page.js';
import { PageState } from '../../kit/page-state.js';
import { type Lead, useLead } from '../../leads/lead-data.js';
import { LeadFacts } from '../../leads/lead-facts.js';
import { formWords } from '../../leads/lead-form.words.js';
import { useLanguage } from '../../words/language.js';
import { law } from '../../words/law.words.js';
import { useWords } from '../../words/words.js';
import { caseWords } from '../cases.words.js';
import { actWords } from './acts.words.js';
import { onlyOf } from './case-acts.js';
import { isCaseNo, textRule } from './checks.js';
import { OfficersFields } from './officers-fields.js';
import { PartyFields } from './party-fields.js';

type OpenInput = LeadPaths['/cases']['post']['requestBody']['content']['application/json'];
type Fields = Partial<OpenInput> & { partyKnown?: boolean };

/** A case is opened, on a lead or without one. */
export function Component() {
  const words = useWords(actWords);
  const [params] = useSearchParams();
  const leadId = params.get('leadId');
  return (
    <Page title={words.newTitle} lead={words.newLead}>
      {leadId ? <OnLead id={leadId} /> : <OpenForm lead={undefined} />}
    </Page>
  );
}

function OnLead({ id }: { id: string }) {
  return (
    <PageState query={useLead(id)}>
      {(lead) => (
        <>
          <OpenForm lead={lead} />
          <LeadFacts lead={lead} />
        </>
      )}
    </PageState>
  );
}

function OpenForm({ lead }: { lead: Lead | undefined }) {
  const [words, names, language] = [useWords(actWords), useWords(caseWords), useLanguage()];
  const [form] = Form.useForm<Fields>();
  const draft = useDraft<Fields>(`case.${lead?.id ?? 'new'}`);
  const { send, sending, problem } = useSend(form, draft.drop, lead);
  const initial = useInitial(lead);
  const partyKnown = Form.useWatch('partyKnown', form) ?? initial.partyKnown;
  return (
    <Form
      form={form}
      name="case"
      layout="vertical"
      className="form-sections"
      initialValues={{ ...initial, ...draft.found?.value }}
      onValuesChange={(_change, values: Fields) => draft.keep(values)}
      onFinish={() => void send()}
      validateTrigger={['onChange', 'onBlur']}
      scrollToFirstError={{ focus: true, block: 'center' }}
    >
      <DraftNote
        at={draft.found?.at}
        discard={() => {
          draft.drop();
          form.setFieldsValue(initial as never);
        }}
      />
      <ProblemNote problem={problem} />
      <Section title={words.newTitle}>
        <div className="form-grid">
          <Form.Item
            name="caseNo"
            label={words.caseNo}
            extra={words.caseNoHint}
            rules={[required(language), textRule(isCaseNo, words.caseNoFault)]}
          >
            <Input autoComplete="off" maxLength={64} />
          </Form.Item>
          <Form.Item name="openedOn" label={words.openedOn}>
            <DayField max={today()} />
          </Form.Item>
          {!lead && <OwnFacts />}
        </div>
        <OfficersFields />
      </Section>
      <Section title={names.party}>
        <Form.Item name="partyKnown">
          <Radio.Group
            options={[
              { value: true, label: words.partyNow },
              { value: false, label: words.partyLater },
            ]}
          />
        </Form.Item>
        {partyKnown && <PartyFields />}
      </Section>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={sending}>
          {words.submitOpen}
        </Button>
      </div>
    </Form>
  );
}

/** A case begins with its officer, and with what the lead says of its subject. */
function useInitial(lead: Lead | undefined): Fields {
  const { officer } = useSession();
  const own = officer ? [{ name: officer.name, id: officer.id }] : [{ name: '' }];
  const subject = lead?.subject;
  const party =
    subject?.kind === 'ORGANISATION'
      ? {
          kind: 'ORGANISATION' as const,
          name: subject.name,
          ...(subject.creditCode ? { creditCode: subject.creditCode } : {}),
        }
      : {
          kind: subject?.kind === 'PERSON' ? ('PERSON' as const) : ('ORGANISATION' as const),
          name: subject?.kind === 'PERSON' ? subject.name : '',
        };
  return {
    openedOn: today(),
    officers: [...own, { name: '' }],
    partyKnown: subject !== undefined && subject.kind !== 'SHOP',
    party,
  };
}

function useSend(form: ReturnType<typeof Form.useForm<Fields>>[0], drop: () => void, lead: Lead | undefined) {
  const words = useWords(actWords);
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const attempt = useRef({ text: '', key: '' });
  const send = async () => {
    const body = bodyOf(form.getFieldsValue(true) as Fields, lead);
    const text = JSON.stringify(body);
    if (attempt.current.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    setSending(true);
    setProblem(undefined);
    try {
      const header = { 'Idempotency-Key': attempt.current.key };
      const { data } = await leads.POST('/cases', { params: { header }, body });
      drop();
      void message.success(words.opened);
      await client.invalidateQueries({ queryKey: ['lead-reporting'] });
      if (data) void navigate(`/cases/${data.id}`);
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

/** What the service takes: a case on a lead takes act, place and patent from the lead. */
function bodyOf({ partyKnown, party, ...fields }: Fields, lead: Lead | undefined): OpenInput {
  const { caseNo, openedOn, officers, alsoAt } = fields;
  const facts = lead ? { leadId: lead.id, caseNo, openedOn, officers, alsoAt } : fields;
  return filledIn({ ...facts, ...(partyKnown && party ? { party: onlyOf(party) } : {}) }) as OpenInput;
}

/** What a case without a lead says itself. */
function OwnFacts() {
  const [words, names, { actTypes }, language] = [
    useWords(formWords),
    useWords(actWords),
    useWords(law),
    useLanguage(),
  ];
  const { OTHER: _none, ...acts } = actTypes;
  return (
    <>
      <Form.Item name="actType" label={words.actType} rules={[required(language)]}>
        <Select options={Object.entries(acts).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="areaCode" label={words.areaCode} extra={words.areaHint} rules={[required(language)]}>
        <DivisionField />
      </Form.Item>
      <Form.Item name={['alsoAt', 0]} label={names.alsoAt} extra={words.areaHint}>
        <DivisionField />
      </Form.Item>
      <Form.Item name="actOn" label={words.actOn}>
        <DayField max={today()} />
      </Form.Item>
      <Form.Item
        name="patentNumber"
        label={words.patentNumber}
        extra={words.patentHint}
        rules={[checked(checkPatentNumber, language)]}
        validateDebounce={300}
      >
        <Input className="number" autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item name="goods" label={words.goods} rules={[atMost(200, language)]}>
        <Input />
      </Form.Item>
    </>
  );
}
