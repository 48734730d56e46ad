import { Button, Form, Input } from 'antd';
import { atMost, required } from '../../kit/field-rules.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { actWords } from './acts.words.js';

export interface OfficerFields {
  readonly name?: string;
  readonly id?: string;
}

/** Two or more officers, each once. */
export function OfficersFields() {
  const [words, language] = [useWords(actWords), useLanguage()];
  const two = {
    validator: (_rule: unknown, officers: readonly OfficerFields[] | undefined) => {
      const names = (officers ?? []).map((each) => each?.id ?? each?.name?.trim()).filter(Boolean);
      const fits = names.length >= 2 && new Set(names).size === names.length;
      return fits ? Promise.resolve() : Promise.reject(new Error(words.twoOfficers));
    },
  };
  return (
    <Form.List name="officers" rules={[two]}>
      {(fields, { add, remove }, { errors }) => (
        <fieldset className="officers">
          <legend>
            {words.officers} <span className="soft">{words.officersHint}</span>
          </legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="officer">
              <Form.Item
                name={[name, 'name']}
                rules={[required(language), atMost(100, language)]}
                noStyle={false}
              >
                <Input
                  aria-label={`${words.officerName} ${name + 1}`}
                  placeholder={words.officerName}
                  autoComplete="off"
                />
              </Form.Item>
              {fields.length > 2 && (
                <Button type="link" onClick={() => remove(name)}>
                  {words.removeOfficer}
                </Button>
              )}
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button size="small" onClick={() => add({})}>
            {words.addOfficer}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
