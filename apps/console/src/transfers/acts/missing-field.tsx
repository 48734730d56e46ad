import { Checkbox, Form, Input } from 'antd';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { required } from '../../kit/field-rules.js';
import { deliveryKinds, type PaperName, paperNames } from '../papers/papers.words.js';
import { words } from './acts.words.js';

interface Props {
  readonly label: string;
  /** Papers that are there already are not missing. */
  readonly there?: readonly string[];
}

/** Which of the five kinds of paper are missing, each with its reason. */
export function MissingField({ label, there = [] }: Props) {
  const names = useWords(paperNames);
  const kinds = deliveryKinds.filter((kind) => !there.includes(kind));
  if (kinds.length === 0) return null;
  return (
    <fieldset className="missing-papers">
      <legend>{label}</legend>
      {kinds.map((kind) => (
        <MissingPaper key={kind} kind={kind} name={names[kind]} />
      ))}
    </fieldset>
  );
}

function MissingPaper({ kind, name }: { kind: PaperName; name: string }) {
  const [say, language] = [useWords(words), useLanguage()];
  const is = Form.useWatch(['missing', kind, 'is']) === true;
  return (
    <div className="missing-paper">
      <Form.Item name={['missing', kind, 'is']} valuePropName="checked" noStyle>
        <Checkbox>{name}</Checkbox>
      </Form.Item>
      {is && (
        <Form.Item name={['missing', kind, 'reason']} rules={[required(language)]}>
          <Input
            aria-label={`${name} ${say.missingReason}`}
            placeholder={say.missingReason}
            maxLength={500}
          />
        </Form.Item>
      )}
    </div>
  );
}
