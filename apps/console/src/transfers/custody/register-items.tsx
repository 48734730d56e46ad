import { Button, Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { bodyOf, transfers } from '../../api/clients.js';
import { idempotencyKey } from '../../api/http.js';
import { ActButton } from '../../kit/act.js';
import { atMost, required } from '../../kit/field-rules.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { MomentItem } from '../acts/moment-field.js';
import { numberFor } from '../acts/step-input.js';
import { type TransferPage, useRefresh } from '../data.js';
import { words } from './custody.words.js';

const measures = ['NONE', 'PRESERVED', 'SEALED', 'SEIZED', 'FROZEN'] as const;

interface Item {
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
  readonly features?: string;
  readonly origin?: string;
  readonly measure: (typeof measures)[number];
  readonly place?: string;
  readonly takenAt: string;
}

interface Values {
  readonly items: readonly Item[];
}

/** Lines of the list of articles, as many at once as there are. */
export function RegisterItems({ page }: { page: TransferPage }) {
  const say = useWords(words);
  const refresh = useRefresh();
  const number = useMemo(() => numberFor(idempotencyKey), []);
  const act = async ({ items }: Values) => {
    const body = { items: [...items], externalNo: number(items) };
    await bodyOf(
      transfers.POST('/transfers/{id}/custody/items', { params: { path: { id: page.id } }, body }),
    );
    await refresh();
  };
  return (
    <ActButton<Values>
      label={say.addItems}
      wide
      draft={`transfer.${page.id}.items`}
      initial={{ items: [{ measure: 'NONE' } as Item] }}
      fields={
        <>
          <p className="soft">{say.addItemsFollows}</p>
          <Form.List name="items">
            {(fields, { add, remove }) => (
              <>
                {fields.map(({ key, name }) => (
                  <ItemFields
                    key={key}
                    at={name}
                    remove={fields.length > 1 ? () => remove(name) : undefined}
                  />
                ))}
                <Button onClick={() => add({ measure: 'NONE' })}>{say.addLine}</Button>
              </>
            )}
          </Form.List>
        </>
      }
      act={act}
    />
  );
}

const aQuantity = /^(?=.*[1-9])\d{1,12}(\.\d{1,3})?$/;

function ItemFields({ at, remove }: { at: number; remove: (() => void) | undefined }) {
  const [say, language] = [useWords(words), useLanguage()];
  const need = [required(language)];
  const text = (name: string, label: string, longest: number, needed = false) => (
    <Form.Item name={[at, name]} label={label} rules={[...(needed ? need : []), atMost(longest, language)]}>
      <Input maxLength={longest} />
    </Form.Item>
  );
  return (
    <fieldset className="item-fields">
      <legend>{at + 1}</legend>
      {text('name', say.item, 200, true)}
      <Form.Item
        name={[at, 'quantity']}
        label={say.quantity}
        rules={[...need, { pattern: aQuantity, message: say.quantity }]}
      >
        <Input inputMode="decimal" maxLength={16} />
      </Form.Item>
      {text('unit', say.unit, 20, true)}
      <Form.Item name={[at, 'measure']} label={say.measure} rules={need}>
        <Select options={measures.map((measure) => ({ value: measure, label: say.measures[measure] }))} />
      </Form.Item>
      <MomentItem name={[at, 'takenAt']} label={say.takenAt} needed />
      {text('place', say.place, 200)}
      {text('features', say.features, 500)}
      {text('origin', say.origin, 500)}
      {remove && (
        <Button type="link" onClick={remove}>
          {say.removeLine}
        </Button>
      )}
    </fieldset>
  );
}
