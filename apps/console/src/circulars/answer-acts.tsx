import { Form, Input, Select } from 'antd';
import { bodyOf, type LeadPaths, leads } from '../api/clients.js';
import { OwnCaseField } from '../cases/own-case-field.js';
import { ActButton } from '../kit/act.js';
import { atMost, required } from '../kit/field-rules.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { type Circular, type Recipient, useRefresh } from './circular-data.js';
import { circularWords } from './circulars.words.js';

export function Acknowledge({ id }: { id: string }) {
  const words = useWords(circularWords);
  const refresh = useRefresh();
  const act = async () => {
    await bodyOf(leads.POST('/circulars/{id}/acknowledgement', { params: { path: { id } } }));
    await refresh();
  };
  return (
    <ActButton
      label={words.acknowledge}
      tone="primary"
      follows={words.acknowledgeFollows}
      act={act}
      done={words.acknowledged}
    />
  );
}

type Outcome = LeadPaths['/circulars/{id}/outcome']['post']['requestBody']['content']['application/json'];

/** What came of the circular here. */
export function ReportOutcome({ circular: { id }, own }: { circular: Circular; own: Recipient }) {
  const words = useWords(circularWords);
  const refresh = useRefresh();
  const known = own.outcome
    ? {
        outcome: own.outcome,
        ...(own.outcomeCaseId ? { caseId: own.outcomeCaseId } : {}),
        ...(own.outcomeNote ? { note: own.outcomeNote } : {}),
      }
    : {};
  return (
    <ActButton<Outcome>
      label={words.report}
      tone={own.outcome ? 'plain' : 'primary'}
      follows={own.outcome ? words.reportFollows : undefined}
      done={words.reported}
      draft={`outcome.${id}`}
      initial={known}
      fields={<OutcomeFields />}
      act={async ({ outcome, caseId, note }) => {
        const hasCase = outcome === 'FILED' || outcome === 'MERGED';
        const body = { outcome, ...(hasCase && caseId ? { caseId } : {}), ...(note ? { note } : {}) };
        await bodyOf(leads.POST('/circulars/{id}/outcome', { params: { path: { id } }, body }));
        await refresh();
      }}
    />
  );
}

function OutcomeFields() {
  const [words, language] = [useWords(circularWords), useLanguage()];
  const outcome = Form.useWatch('outcome') as Outcome['outcome'] | undefined;
  return (
    <>
      <Form.Item name="outcome" label={words.outcome} rules={[required(language)]}>
        <Select options={Object.entries(words.outcomes).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      {(outcome === 'FILED' || outcome === 'MERGED') && (
        <Form.Item name="caseId" label={words.caseId} extra={words.caseHint}>
          <OwnCaseField />
        </Form.Item>
      )}
      <Form.Item name="note" label={words.note} rules={[atMost(2000, language)]}>
        <Input.TextArea rows={4} />
      </Form.Item>
    </>
  );
}
