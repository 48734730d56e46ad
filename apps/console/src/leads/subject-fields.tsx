import { checkCitizenNumber, checkCreditCode } from '@xianjie/identifiers';
import { Form, Input, Radio } from 'antd';
import { atMost, checked, required } from '../kit/field-rules.js';
import { useLanguage } from '../words/language.js';
import { law } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { formWords } from './lead-form.words.js';
import { isPhone, type LeadInput } from './lead-input.js';

type Kind = LeadInput['subject']['kind'];

/** Whom the lead is about; often not yet known by credit code. */
export function SubjectFields({ isCorrection }: { isCorrection: boolean }) {
  const [words, { subjects }, language] = [useWords(formWords), useWords(law), useLanguage()];
  const kind = Form.useWatch<Kind>(['subject', 'kind']) ?? 'ORGANISATION';
  const { ORGANISATION, SHOP, PERSON } = subjects;
  return (
    <div className="form-grid">
      <Form.Item name={['subject', 'kind']} label={words.subjectKind} className="full">
        <Radio.Group
          options={Object.entries({ ORGANISATION, SHOP, PERSON }).map(([value, label]) => ({ value, label }))}
          optionType="button"
        />
      </Form.Item>
      <Form.Item
        name={['subject', 'name']}
        label={kind === 'PERSON' ? words.personName : words.name}
        rules={[required(language), atMost(kind === 'PERSON' ? 100 : 200, language)]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      {kind === 'ORGANISATION' && <CreditCode name="creditCode" label={words.creditCode} />}
      {kind === 'SHOP' && <Shop />}
      {kind === 'PERSON' && <Person isCorrection={isCorrection} />}
    </div>
  );
}

function CreditCode({ name, label }: { name: string; label: string }) {
  const language = useLanguage();
  return (
    <Form.Item
      name={['subject', name]}
      label={label}
      rules={[checked(checkCreditCode, language)]}
      validateDebounce={300}
    >
      <Input className="number" maxLength={40} autoComplete="off" />
    </Form.Item>
  );
}

function Shop() {
  const [words, language] = [useWords(formWords), useLanguage()];
  return (
    <>
      <Form.Item
        name={['subject', 'platform']}
        label={words.platform}
        rules={[required(language), atMost(100, language)]}
      >
        <Input />
      </Form.Item>
      <Form.Item
        name={['subject', 'shopId']}
        label={words.shopId}
        rules={[required(language), atMost(100, language)]}
      >
        <Input className="number" />
      </Form.Item>
      <CreditCode name="operatorCreditCode" label={words.operatorCreditCode} />
    </>
  );
}

function Person({ isCorrection }: { isCorrection: boolean }) {
  const [words, language] = [useWords(formWords), useLanguage()];
  const phone = {
    validator: (_rule: unknown, text: string | undefined) =>
      !text || isPhone(text) ? Promise.resolve() : Promise.reject(new Error(words.phoneFault)),
  };
  const hint = isCorrection ? words.retype : words.personalHint;
  return (
    <>
      <Form.Item
        name={['subject', 'citizenNumber']}
        label={words.citizenNumber}
        extra={hint}
        rules={[checked(checkCitizenNumber, language)]}
        validateDebounce={300}
      >
        <Input className="number" autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item name={['subject', 'phone']} label={words.phone} extra={hint} rules={[phone]}>
        <Input className="number" autoComplete="off" maxLength={32} inputMode="tel" />
      </Form.Item>
    </>
  );
}
