import { Form, Input, Radio } from 'antd';
import { DayField } from '../kit/day-field.js';
import { today } from '../kit/dates.js';
import { atMost, required } from '../kit/field-rules.js';
import { useLanguage } from '../words/language.js';
import { law } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { formWords } from './lead-form.words.js';
import { isCitizenNumber, isExternalNo, isWebAddress, type LeadInput } from './lead-input.js';

type Source = LeadInput['origin']['source'];

/** Whose number it bears, where it comes from, how far it may be told. */
export function OriginFields({ isCorrection }: { isCorrection: boolean }) {
  const [words, { sources, scopes }, language] = [useWords(formWords), useWords(law), useLanguage()];
  const source = Form.useWatch<Source>(['origin', 'source']) ?? 'E_COMMERCE';
  const numberRule = {
    validator: async (_rule: unknown, text: string | undefined) => {
      if (!text) return;
      if (!isExternalNo(text)) throw new Error(words.externalNoFault);
      if (isCitizenNumber(text)) throw new Error(words.personalNo);
    },
  };
  return (
    <div className="form-grid">
      <Form.Item
        name="externalNo"
        label={words.externalNo}
        extra={words.externalNoHint}
        rules={[required(language), numberRule]}
      >
        <Input disabled={isCorrection} maxLength={64} />
      </Form.Item>
      <Form.Item name="scope" label={words.scope} rules={[{ required: true }]}>
        <Radio.Group options={Object.entries(scopes).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item
        name={['origin', 'source']}
        label={words.source}
        className="full"
        rules={[{ required: true }]}
      >
        <Radio.Group
          options={Object.entries(sources).map(([value, label]) => ({ value, label }))}
          optionType="button"
        />
      </Form.Item>
      <OriginOf source={source} />
    </div>
  );
}

function OriginOf({ source }: { source: Source }) {
  const [words, language] = [useWords(formWords), useLanguage()];
  const text = (name: string, label: string, longest: number, isRequired = true) => (
    <Form.Item
      name={['origin', name]}
      label={label}
      rules={[...(isRequired ? [required(language)] : []), atMost(longest, language)]}
    >
      <Input />
    </Form.Item>
  );
  const address = {
    validator: (_rule: unknown, value: string | undefined) =>
      !value || isWebAddress(value) ? Promise.resolve() : Promise.reject(new Error(words.urlFault)),
  };
  switch (source) {
    case 'FAIR':
      return (
        <>
          {text('fair', words.fair, 200)}
          {text('booth', words.booth, 50)}
        </>
      );
    case 'COMPLAINT':
      return (
        <>
          {text('complaintNo', words.complaintNo, 64)}
          <Form.Item name={['origin', 'receivedOn']} label={words.receivedOn} rules={[required(language)]}>
            <DayField max={today()} />
          </Form.Item>
        </>
      );
    case 'CUSTOMS':
      return (
        <>
          {text('customs', words.customs, 100)}
          {text('declarationNo', words.declarationNo, 64)}
        </>
      );
    default:
      return (
        <>
          {text('platform', words.platform, 100)}
          {text('listingId', words.listingId, 100, false)}
          <Form.Item
            name={['origin', 'url']}
            label={words.url}
            className="full"
            rules={[required(language), address]}
          >
            <Input inputMode="url" maxLength={2000} />
          </Form.Item>
        </>
      );
  }
}
