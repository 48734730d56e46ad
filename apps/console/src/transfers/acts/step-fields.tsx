import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { AmountField, amountRule } from '../../kit/amount-field.js';
import { DayField } from '../../kit/day-field.js';
import { today } from '../../kit/dates.js';
import { atMost, required, requiredNumber } from '../../kit/field-rules.js';
import { useLanguage } from '../../words/language.js';
import { wordFor } from '../../words/law.words.js';
import { useWords } from '../../words/words.js';
import type { DocumentView, NextStep } from '../data.js';
import { paperNames } from '../papers/papers.words.js';
import { words } from './acts.words.js';
import { MissingField } from './missing-field.js';
import { MomentItem } from './moment-field.js';

interface Props {
  readonly next: NextStep;
  /** Papers that the officer's organ added. */
  readonly documents: readonly DocumentView[];
  /** When the step before took effect. */
  readonly after: string | undefined;
}

const order = [
  'officer',
  'documentNo',
  'forwardedTo',
  'otherOrgan',
  'extension',
  'higherProcuratorate',
  'reasons',
  'missing',
  'documents',
  'seizedItems',
  'partyToldOn',
  'criminalFineFen',
  'effectiveAt',
] as const;

/** What a step asks, and what it may say: as the service's form of it has it. */
export function StepFields(props: Props) {
  const fields = useFields(props);
  const asked = new Set([...props.next.must, ...props.next.may]);
  return <>{order.filter((name) => asked.has(name)).map((name) => fields[name]?.())}</>;
}

function useFields({ next, documents, after }: Props): Readonly<Partial<Record<string, () => ReactNode>>> {
  const [say, language, names] = [useWords(words), useLanguage(), useWords(paperNames)];
  const isNeeded = (field: string) => next.must.includes(field);
  const rules = (field: string, ...more: object[]) => [
    ...(isNeeded(field) ? [required(language)] : []),
    ...more,
  ];
  const paper = next.documentType ? wordFor(names, next.documentType) : say.documents;
  const item = (name: string, label: string, input: ReactNode, more: object[] = [], extra?: string) => (
    <Form.Item
      key={name}
      name={name}
      label={label}
      rules={rules(name, ...more)}
      extra={extra}
      required={isNeeded(name)}
    >
      {input}
    </Form.Item>
  );
  const organs = next.choices.map(({ id, name }) => ({ value: id, label: name }));
  return {
    officer: () => item('officer', say.officer, <Input maxLength={100} />, [], say.officerHint),
    documentNo: () =>
      item('documentNo', `${paper} · ${say.documentNo}`, <Input maxLength={64} />, [atMost(64, language)]),
    reasons: () =>
      item('reasons', say.reasons, <Input.TextArea rows={4} maxLength={4000} showCount />, [
        atMost(4000, language),
      ]),
    forwardedTo: () =>
      item('forwardedTo', say.forwardedTo, <Select showSearch optionFilterProp="label" options={organs} />),
    higherProcuratorate: () =>
      item('higherProcuratorate', say.higherProcuratorate, <Select options={organs} />),
    otherOrgan: () => item('otherOrgan', say.otherOrgan, <Input maxLength={200} />),
    missing: () => (
      <MissingField key="missing" label={isNeeded('missing') ? say.missingAsk : say.missingField} />
    ),
    documents: () => <DocumentsField key="documents" documents={documents} needed={isNeeded('documents')} />,
    extension: () => <ExtensionFields key="extension" next={next} />,
    seizedItems: () => (
      <Form.Item
        key="seizedItems"
        name="seizedItems"
        label={say.seizedItems}
        rules={isNeeded('seizedItems') ? [requiredNumber(language)] : []}
      >
        <InputNumber min={0} precision={0} />
      </Form.Item>
    ),
    partyToldOn: () =>
      item('partyToldOn', say.partyToldOn, <DayField max={today()} label={say.partyToldOn} />),
    criminalFineFen: () => item('criminalFineFen', say.criminalFine, <AmountField />, [amountRule(language)]),
    effectiveAt: () => (
      <MomentItem
        key="effectiveAt"
        name="effectiveAt"
        label={next.step === 'RECEIPT_SIGNED' ? say.effectiveAtOf.RECEIPT_SIGNED : say.effectiveAtOf.other}
        after={after}
        needed={isNeeded('effectiveAt')}
        extra={say.effectiveAtHint}
      />
    ),
  };
}

interface DocumentsProps {
  readonly documents: readonly DocumentView[];
  readonly needed: boolean;
}

/** Papers of the officer's own organ; a step names the ones it rests on. */
export function DocumentsField({ documents, needed }: DocumentsProps) {
  const [say, language, names] = [useWords(words), useLanguage(), useWords(paperNames)];
  const rules = needed ? [{ ...required(language), type: 'array' as const }] : [];
  return (
    <Form.Item
      name="documents"
      label={say.documentsField}
      rules={rules}
      required={needed}
      extra={documents.length === 0 ? say.noOwnDocuments : say.documentsHint}
    >
      <Select
        mode="multiple"
        optionFilterProp="label"
        options={documents.map(({ id, kind, name }) => ({ value: id, label: `${names[kind]} · ${name}` }))}
      />
    </Form.Item>
  );
}

function ExtensionFields({ next: { extensions } }: { next: NextStep }) {
  const [say, language] = [useWords(words), useLanguage()];
  return (
    <>
      <Form.Item name={['extension', 'key']} label={say.extension} rules={[required(language)]}>
        <Select
          options={extensions.map(({ key, to, approvedBy, basis }) => ({
            value: key,
            label: [to, approvedBy, basis].filter(Boolean).join(' · '),
          }))}
        />
      </Form.Item>
      <Form.Item name={['extension', 'approvedBy']} label={say.approvedBy} rules={[required(language)]}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}
