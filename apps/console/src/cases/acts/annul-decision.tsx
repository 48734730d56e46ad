import { checkDocumentNumber } from '@xianjie/identifiers';
import { Form, Input, Select } from 'antd';
import { bodyOf, type LeadPaths, leads } from '../../api/clients.js';
import { useMay, useSession } from '../../api/session.js';
import { ActButton } from '../../kit/act.js';
import { DayField } from '../../kit/day-field.js';
import { today } from '../../kit/dates.js';
import { atMost, checked, required } from '../../kit/field-rules.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { type CaseView, type Decision, latestCase, useRefresh } from '../case-data.js';
import { pageWords } from '../case-page.words.js';
import { actWords } from './acts.words.js';

type Annulment =
  LeadPaths['/cases/{id}/decisions/{decisionId}/annulment']['post']['requestBody']['content']['application/json'];

/** A decision no longer counts: who took it back, and by which document. */
export function AnnulDecision({ found, decision }: { found: CaseView; decision: Decision }) {
  const [words, names, language] = [useWords(actWords), useWords(pageWords), useLanguage()];
  const refresh = useRefresh();
  const { agency } = useSession();
  const may = useMay('case:handle');
  if (!may || agency.id !== found.agency) return null;
  const path = { id: found.id, decisionId: decision.id };
  return (
    <ActButton<Annulment>
      label={words.annul}
      tone="danger"
      done={words.recorded}
      draft={`annul.${decision.id}`}
      fields={
        <>
          <Form.Item name="because" label={words.annulBecause} rules={[required(language)]}>
            <Select
              options={Object.entries(names.annulReasons).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="on" label={words.on} rules={[required(language)]}>
            <DayField min={decision.decidedOn} max={today()} />
          </Form.Item>
          <Form.Item
            name="documentNo"
            label={words.documentNo}
            rules={[checked(checkDocumentNumber, language)]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="note" label={names.note} rules={[atMost(2000, language)]}>
            <Input.TextArea rows={3} />
          </Form.Item>
        </>
      }
      act={async (values, version) => {
        const body = { ...values, version: version ?? found.version };
        await bodyOf(leads.POST('/cases/{id}/decisions/{decisionId}/annulment', { params: { path }, body }));
        await refresh();
      }}
      latest={(values) =>
        latestCase(found.id, (now) => {
          const theirs = now.decisions.find(({ id }) => id === decision.id)?.annulment;
          return [
            {
              label: words.annulBecause,
              yours: names.annulReasons[values.because],
              theirs: theirs && names.annulReasons[theirs.because],
            },
            { label: words.on, yours: values.on, theirs: theirs?.on },
          ];
        })
      }
    />
  );
}
