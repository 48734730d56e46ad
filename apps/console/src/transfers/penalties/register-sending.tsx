import { Form, Input, Radio } from 'antd';
import { bodyOf, transfers } from '../../api/clients.js';
import { useMay, useSession } from '../../api/session.js';
import { ActButton, type Latest } from '../../kit/act.js';
import { DayField } from '../../kit/day-field.js';
import { dayText, today } from '../../kit/dates.js';
import { atMost, required } from '../../kit/field-rules.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { useRefresh } from '../data.js';
import { type PenaltyCopyPage, readPenaltyCopy } from './penalty-data.js';
import { type SendingValues, sendingOf, stateOf } from './penalty-copy.js';
import { words } from './penalties.words.js';

/** The agency registers that the copies went out, and that the right holder was told, or why none was. */
export function RegisterSending({ copy }: { copy: PenaltyCopyPage }) {
  const [say, language] = [useWords(words), useLanguage()];
  const { agency, officer } = useSession();
  const may = useMay('transfer:take-step');
  const refresh = useRefresh();
  if (!may || !officer || copy.agency !== agency.id || stateOf(copy) !== 'OWED') return null;
  const { decisionId } = copy;
  const act = async (values: SendingValues, version: number | undefined) => {
    const body = { ...sendingOf(values), version: version ?? copy.version };
    await bodyOf(
      transfers.POST('/penalty-copies/{decisionId}/sending', { params: { path: { decisionId } }, body }),
    );
    await refresh();
  };
  const latest = async ({ sentOn }: SendingValues): Promise<Latest> => {
    const now = await readPenaltyCopy(decisionId);
    const text = (day: string | null) => day && dayText(day, language);
    return {
      version: now.version,
      rows: [
        { label: say.sentOn, yours: text(sentOn), theirs: text(now.sentOn) },
        { label: say.annulledOn, yours: text(copy.annulledOn), theirs: text(now.annulledOn) },
      ],
    };
  };
  return (
    <ActButton<SendingValues>
      label={say.register}
      tone="primary"
      follows={say.registerFollows}
      draft={`penalty-copy.${decisionId}`}
      initial={{ rightHolder: 'told' }}
      fields={<Fields decidedOn={copy.decidedOn} />}
      act={act}
      latest={latest}
    />
  );
}

function Fields({ decidedOn }: { decidedOn: string }) {
  const [say, language] = [useWords(words), useLanguage()];
  const rightHolder = Form.useWatch('rightHolder') as SendingValues['rightHolder'] | undefined;
  const day = (name: string, label: string) => (
    <Form.Item name={name} label={label} rules={[required(language)]}>
      <DayField label={label} min={decidedOn} max={today()} />
    </Form.Item>
  );
  return (
    <>
      {day('sentOn', say.sentOn)}
      <Form.Item name="rightHolder" label={say.rightHolder} rules={[required(language)]}>
        <Radio.Group
          options={[
            { value: 'told', label: say.told },
            { value: 'none', label: say.none },
          ]}
        />
      </Form.Item>
      {rightHolder === 'none' ? (
        <Form.Item
          name="noRightHolder"
          label={say.noRightHolder}
          rules={[required(language), atMost(1000, language)]}
        >
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
      ) : (
        day('rightHolderToldOn', say.toldOn)
      )}
    </>
  );
}
