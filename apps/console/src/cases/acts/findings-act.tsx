import { counterfeitActs } from '@xianjie/statutes';
import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import { bodyOf, leads } from '../../api/clients.js';
import { ActButton } from '../../kit/act.js';
import { AmountField, amountRule } from '../../kit/amount-field.js';
import { amountText } from '../../kit/amounts.js';
import { DayField } from '../../kit/day-field.js';
import { today } from '../../kit/dates.js';
import { atMost, required } from '../../kit/field-rules.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { type CaseView, latestCase, useRefresh } from '../case-data.js';
import { latestFindings } from '../case-reading.js';
import { pageWords } from '../case-page.words.js';
import { Duty } from '../findings-part.js';
import { actWords } from './acts.words.js';
import { isCharge, textRule } from './checks.js';
import { dutyOf, type FindingsInput } from './computed.js';

/** What was established, with dates and amounts; what the law makes of it is shown while one types. */
export function RecordFindings({ found: { id, version: read, ...found } }: { found: CaseView }) {
  const [words, names] = [useWords(actWords), useWords(pageWords)];
  const refresh = useRefresh();
  return (
    <ActButton<FindingsInput>
      label={words.recordFindings}
      follows={words.findingsFollows}
      done={words.recorded}
      draft={`findings.${id}`}
      wide
      initial={initialOf(found)}
      fields={<Fields />}
      act={async (values, version) => {
        const body = { ...values, version: version ?? read };
        await bodyOf(leads.POST('/cases/{id}/findings', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={(values) =>
        latestCase(id, (now) => {
          const theirs = latestFindings(now);
          const amounts = ['turnover', 'gain', 'directLoss'] as const;
          return [
            { label: names.actEndOn, yours: values.actEndOn, theirs: theirs?.actEndOn },
            ...amounts.map((name) => ({
              label: names[name],
              yours: shown(values[`${name}Fen`]),
              theirs: shown(theirs?.[`${name}Fen`]),
            })),
          ];
        })
      }
    />
  );
}

const shown = (fen: string | null | undefined): string | null => (fen ? amountText(fen) : null);

/** Later findings stand for the whole case: they begin with what is known. */
function initialOf(found: Pick<CaseView, 'findings' | 'actOn'>): Partial<FindingsInput> {
  const known = latestFindings(found);
  if (!known)
    return {
      subject: 'UNIT',
      actType: 'OTHERS_NUMBER',
      patents: 1,
      ...(found.actOn ? { actEndOn: found.actOn } : {}),
    };
  const { actEndOn, discoveredOn, subject, actType, patents, priorSanctionWithin2y } = known;
  const { turnoverFen, gainFen, directLossFen, suspicionReasons, otherCharge, note } = known;
  return {
    ...{ actEndOn, discoveredOn, subject, patents, priorSanctionWithin2y },
    actType: actType as FindingsInput['actType'],
    ...(turnoverFen ? { turnoverFen } : {}),
    ...(gainFen ? { gainFen } : {}),
    ...(directLossFen ? { directLossFen } : {}),
    ...(suspicionReasons ? { suspicionReasons } : {}),
    ...(otherCharge ? { otherCharge } : {}),
    ...(note ? { note } : {}),
  };
}

function Fields() {
  const [words, names, language] = [useWords(actWords), useWords(pageWords), useLanguage()];
  const acts = [...counterfeitActs, 'OTHER'] as const;
  return (
    <>
      <div className="form-grid">
        <Form.Item name="actType" label={names.found} rules={[required(language)]}>
          <Select options={acts.map((value) => ({ value, label: names.counterfeits[value] }))} />
        </Form.Item>
        <Form.Item name="subject" label={names.subject}>
          <Radio.Group options={Object.entries(names.subjects).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="actEndOn" label={names.actEndOn} rules={[required(language)]}>
          <DayField max={today()} />
        </Form.Item>
        <Form.Item name="discoveredOn" label={names.discoveredOn} rules={[required(language)]}>
          <DayField max={today()} />
        </Form.Item>
        <Amounts />
        <Form.Item name="patents" label={names.patents} className="third">
          <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="priorSanctionWithin2y" valuePropName="checked" className="full">
          <Checkbox>{names.priorSanction}</Checkbox>
        </Form.Item>
        <Computed />
        <Form.Item
          name="suspicionReasons"
          label={names.suspicionReasons}
          extra={words.suspicionHint}
          className="full"
          rules={[atMost(2000, language)]}
        >
          <Input.TextArea rows={2} />
        </Form.Item>
        <Form.Item
          name={['otherCharge', 'charge']}
          label={names.otherCharge}
          extra={words.chargeHint}
          rules={[textRule(isCharge, words.chargeHint)]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name={['otherCharge', 'reasons']}
          label={words.chargeReasons}
          rules={[atMost(2000, language)]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="note" label={names.note} className="full" rules={[atMost(2000, language)]}>
          <Input.TextArea rows={2} />
        </Form.Item>
      </div>
    </>
  );
}

function Amounts() {
  const [names, language] = [useWords(pageWords), useLanguage()];
  return (['turnover', 'gain', 'directLoss'] as const).map((name) => (
    <Form.Item
      key={name}
      name={`${name}Fen`}
      label={names[name]}
      className="third"
      rules={[amountRule(language)]}
    >
      <AmountField />
    </Form.Item>
  ));
}

/** The duty as it follows from what is filled in so far. */
function Computed() {
  const words = useWords(actWords);
  const facts = Form.useWatch((values: Partial<FindingsInput>) => values) as
    Partial<FindingsInput> | undefined;
  const duty = facts ? dutyOf(facts) : undefined;
  if (!duty) return null;
  return (
    <div role="status" aria-label={words.currentDuty} className="full">
      <p className="soft">{words.currentDuty}</p>
      <Duty findings={duty} />
    </div>
  );
}
