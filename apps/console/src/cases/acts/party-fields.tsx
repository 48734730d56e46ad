import { checkCitizenNumber, checkCreditCode } from '@xianjie/identifiers';
import { Form, Input, Radio } from 'antd';
import { atMost, checked, required } from '../../kit/field-rules.js';
import { formWords } from '../../leads/lead-form.words.js';
import { isPhone } from '../../leads/lead-input.js';
import { useLanguage } from '../../words/language.js';
import { law } from '../../words/law.words.js';
import { useWords } from '../../words/words.js';
import { actWords } from './acts.words.js';

export type PartyKind = 'ORGANISATION' | 'SOLE_TRADER' | 'PERSON';

/** Against whom the case is. */
export function PartyFields() {
  const [words, { subjects }, language] = [useWords(actWords), useWords(law), useLanguage()];
  const kind = Form.useWatch<PartyKind>(['party', 'kind']) ?? 'ORGANISATION';
  const { ORGANISATION, SOLE_TRADER, PERSON } = subjects;
  return (
    <div className="form-grid">
      <Form.Item name={['party', 'kind']} label={words.partyKind} className="full">
        <Radio.Group
          optionType="button"
          options={Object.entries({ ORGANISATION, SOLE_TRADER, PERSON }).map(([value, label]) => ({
            value,
            label,
          }))}
        />
      </Form.Item>
      <Form.Item
        name={['party', 'name']}
        label={words.name}
        rules={[required(language), atMost(kind === 'PERSON' ? 100 : 200, language)]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      {kind !== 'PERSON' && <CreditCode />}
      {kind === 'SOLE_TRADER' && <Operator />}
      {kind === 'PERSON' && <Person />}
    </div>
  );
}

function CreditCode() {
  const [words, language] = [useWords(formWords), useLanguage()];
  return (
    <Form.Item
      name={['party', 'creditCode']}
      label={words.creditCode}
      rules={[checked(checkCreditCode, language)]}
      validateDebounce={300}
    >
      <Input className="number" autoComplete="off" maxLength={40} />
    </Form.Item>
  );
}

function Operator() {
  const [words, language] = [useWords(actWords), useLanguage()];
  return (
    <>
      <Form.Item name={['party', 'operator']} label={words.operator} rules={[atMost(100, language)]}>
        <Input autoComplete="off" />
      </Form.Item>
      <CitizenNumber name="operatorCitizenNumber" label={words.operatorCitizenNumber} />
    </>
  );
}

function CitizenNumber({ name, label }: { name: string; label: string }) {
  const [words, language] = [useWords(formWords), useLanguage()];
  return (
    <Form.Item
      name={['party', name]}
      label={label}
      extra={words.personalHint}
      rules={[checked(checkCitizenNumber, language)]}
      validateDebounce={300}
    >
      <Input className="number" autoComplete="off" maxLength={40} />
    </Form.Item>
  );
}

function Person() {
  const words = useWords(formWords);
  const phone = {
    validator: (_rule: unknown, text: string | undefined) =>
      !text || isPhone(text) ? Promise.resolve() : Promise.reject(new Error(words.phoneFault)),
  };
  return (
    <>
      <CitizenNumber name="citizenNumber" label={words.citizenNumber} />
      <Form.Item name={['party', 'phone']} label={words.phone} extra={words.personalHint} rules={[phone]}>
        <Input className="number" autoComplete="off" maxLength={32} inputMode="tel" />
      </Form.Item>
    </>
  );
}
