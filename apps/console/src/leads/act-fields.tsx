import { checkPatentNumber, formatPatentNumber } from '@xianjie/identifiers';
import { Form, Input, Select } from 'antd';
import { DayField } from '../kit/day-field.js';
import { DivisionField } from '../kit/division-field.js';
import { today } from '../kit/dates.js';
import { atMost, checked, required } from '../kit/field-rules.js';
import { useLanguage } from '../words/language.js';
import { law } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { formWords } from './lead-form.words.js';

/** What is suspected, when, where, with which goods and patent. */
export function ActFields() {
  const [words, { actTypes }, language] = [useWords(formWords), useWords(law), useLanguage()];
  const { OTHER: _notHere, ...known } = actTypes;
  return (
    <div className="form-grid">
      <Form.Item name="actType" label={words.actType} rules={[required(language)]}>
        <Select options={Object.entries(known).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <PatentField />
      <Form.Item name="actOn" label={words.actOn} rules={[required(language)]}>
        <DayField min="1985-04-01" max={today()} />
      </Form.Item>
      <Form.Item name="areaCode" label={words.areaCode} extra={words.areaHint} rules={[required(language)]}>
        <DivisionField />
      </Form.Item>
      <Form.Item
        name="goods"
        label={words.goods}
        className="full"
        rules={[required(language), atMost(200, language)]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="summary" label={words.summary} className="full" rules={[atMost(2000, language)]}>
        <Input.TextArea rows={4} />
      </Form.Item>
    </div>
  );
}

/** A patent number; what it will be kept as stands under it. */
function PatentField() {
  const [words, language] = [useWords(formWords), useLanguage()];
  const typed = Form.useWatch<string | undefined>('patentNumber');
  const read = typed ? checkPatentNumber(typed) : undefined;
  return (
    <Form.Item
      name="patentNumber"
      label={words.patentNumber}
      extra={read?.ok ? formatPatentNumber(read.value) : words.patentHint}
      rules={[checked(checkPatentNumber, language)]}
      validateDebounce={300}
    >
      <Input className="number" autoComplete="off" maxLength={40} />
    </Form.Item>
  );
}
