import { Form, Input } from 'antd';
import { bodyOf, credit } from '../api/clients.js';
import { useMay, useSession } from '../api/session.js';
import { ActButton, type Latest } from '../kit/act.js';
import { Facts } from '../kit/facts.js';
import { atMost, required } from '../kit/field-rules.js';
import { Section } from '../kit/page.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { ApplyRepair } from './apply-repair.js';
import { readRecord, type RecordDetail, useRefresh } from './credit-data.js';
import { creditWords } from './credit.words.js';

interface Props {
  readonly record: RecordDetail;
}

/** What an officer of the deciding agency may do with a record as it stands; a repair may be asked for by a platform too. */
export function RecordActs({ record }: Props) {
  const words = useWords(creditWords);
  const { agency, officer } = useSession();
  const mayPublish = useMay('publicity:publish') && agency.id === record.agency && officer !== null;
  const mayApply =
    useMay('repair:apply') && (agency.id === record.agency || agency.kind === 'credit-platform');
  const acts = [
    mayPublish && record.status === 'prepared' && <Publish key="publish" record={record} />,
    mayPublish && isOpen(record) && <Correct key="correct" record={record} />,
    mayPublish && record.status === 'prepared' && <Withhold key="withhold" record={record} />,
    mayPublish && record.status === 'published' && <TakeBack key="take-back" record={record} />,
    mayApply && record.status === 'published' && record.showing.earlyStop && (
      <ApplyRepair
        key="repair"
        subjectKind="publicity-record"
        subjectId={record.id}
        repairableFrom={record.showing.repairableFrom}
      />
    ),
  ].filter(Boolean);
  if (acts.length === 0) return null;
  return (
    <div className="no-print">
      <Section title={words.acts}>
        <div className="acts">{acts}</div>
      </Section>
    </div>
  );
}

const isOpen = ({ status }: RecordDetail): boolean => status === 'prepared' || status === 'published';
const at = ({ id }: RecordDetail) => ({ path: { id } });

/** How the record is now, beside how the officer saw it and what was typed. */
function useLatest({ record }: Props) {
  const words = useWords(creditWords);
  return async (values: object): Promise<Latest> => {
    const now = await readRecord(record.id);
    const row = (label: string, yours: string, theirs: string) => ({ label, yours, theirs });
    const { violation, legalBasis, content } = { ...record, ...values };
    const rows = [
      row(words.status, words.statuses[record.status], words.statuses[now.status]),
      row(words.violation, violation, now.violation),
      row(words.legalBasis, legalBasis, now.legalBasis),
      row(words.content, content, now.content),
    ];
    return { version: now.version, rows: rows.filter(({ yours, theirs }) => yours !== theirs) };
  };
}

function Publish({ record }: Props) {
  const words = useWords(creditWords);
  const refresh = useRefresh();
  return (
    <ActButton
      label={words.publish}
      follows={words.publishFollows}
      tone="primary"
      latest={useLatest({ record })}
      act={async (_values, version) => {
        const body = { version: version ?? record.version };
        await bodyOf(credit.POST('/publicity/{id}/publication', { params: at(record), body }));
        await refresh();
      }}
      fields={
        <>
          <p className="soft">{words.publishLead}</p>
          <Facts
            wide
            facts={[
              [words.party, record.partyName],
              [words.decisionNo, record.decisionNo],
              [words.violation, record.violation],
              [words.legalBasis, record.legalBasis],
              [words.content, record.content],
            ]}
          />
        </>
      }
    />
  );
}

interface Correction {
  readonly violation: string;
  readonly legalBasis: string;
  readonly content: string;
  readonly reason: string;
}

function Correct({ record }: Props) {
  const [words, language] = [useWords(creditWords), useLanguage()];
  const refresh = useRefresh();
  const { violation, legalBasis, content } = record;
  const field = (name: keyof Correction, label: string, longest: number, rows: number) => (
    <Form.Item name={name} label={label} rules={[required(language), atMost(longest, language)]}>
      <Input.TextArea autoSize={{ minRows: rows, maxRows: 8 }} />
    </Form.Item>
  );
  return (
    <ActButton<Correction>
      label={words.correct}
      follows={words.correctFollows}
      initial={{ violation, legalBasis, content }}
      draft={`publicity.${record.id}.correct`}
      wide
      latest={useLatest({ record })}
      act={async (values, version) => {
        const body = { ...values, version: version ?? record.version };
        await bodyOf(credit.PUT('/publicity/{id}', { params: at(record), body }));
        await refresh();
      }}
      fields={
        <>
          {field('violation', words.violation, 2000, 2)}
          {field('legalBasis', words.legalBasis, 2048, 1)}
          {field('content', words.content, 4000, 2)}
          {field('reason', words.correctReason, 500, 1)}
        </>
      }
    />
  );
}

function Withhold({ record }: Props) {
  const [words, language] = [useWords(creditWords), useLanguage()];
  const refresh = useRefresh();
  return (
    <ActButton<{ reason: string }>
      label={words.withhold}
      follows={words.withholdFollows}
      tone="danger"
      draft={`publicity.${record.id}.withhold`}
      latest={useLatest({ record })}
      act={async ({ reason }, version) => {
        const body = { reason, version: version ?? record.version };
        await bodyOf(credit.POST('/publicity/{id}/withholding', { params: at(record), body }));
        await refresh();
      }}
      fields={
        <Form.Item
          name="reason"
          label={words.withholdReason}
          rules={[required(language), atMost(500, language)]}
        >
          <Input.TextArea autoSize={{ minRows: 3 }} />
        </Form.Item>
      }
    />
  );
}

interface Removal {
  readonly reason: string;
  readonly documentNo?: string;
}

function TakeBack({ record }: Props) {
  const [words, language] = [useWords(creditWords), useLanguage()];
  const refresh = useRefresh();
  return (
    <ActButton<Removal>
      label={words.remove}
      follows={words.removeFollows}
      tone="danger"
      draft={`publicity.${record.id}.remove`}
      latest={useLatest({ record })}
      act={async (values, version) => {
        const body = { ...values, version: version ?? record.version };
        await bodyOf(credit.POST('/publicity/{id}/removal', { params: at(record), body }));
        await refresh();
      }}
      fields={
        <>
          <Form.Item
            name="reason"
            label={words.removeReason}
            rules={[required(language), atMost(500, language)]}
          >
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
          <Form.Item name="documentNo" label={words.documentNo} rules={[atMost(100, language)]}>
            <Input />
          </Form.Item>
        </>
      }
    />
  );
}
