import { checkDocumentNumber } from '@xianjie/identifiers';
import { Form, Input, Select } from 'antd';
import { bodyOf, type LeadPaths, leads } from '../../api/clients.js';
import { ActButton } from '../../kit/act.js';
import { DayField } from '../../kit/day-field.js';
import { today } from '../../kit/dates.js';
import { atMost, checked, required } from '../../kit/field-rules.js';
import { common } from '../../words/common.words.js';
import { useLanguage } from '../../words/language.js';
import { useText, useWords } from '../../words/words.js';
import { type CaseView, latestCase, useRefresh } from '../case-data.js';
import { pageWords } from '../case-page.words.js';
import { caseWords } from '../cases.words.js';
import { actWords } from './acts.words.js';

type Body<Path extends keyof LeadPaths> = LeadPaths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Input } } };
}
  ? Input
  : never;

type Milestone = Body<'/cases/{id}/milestones'>;
const recorded = ['INVESTIGATED', 'NOTIFIED', 'HEARD', 'SERVED', 'EXECUTED'] as const;

/** How far the procedure is. */
export function RecordMilestone({ found }: { found: CaseView }) {
  const [words, names, language] = [useWords(actWords), useWords(pageWords), useLanguage()];
  const refresh = useRefresh();
  const dayOf = (of: CaseView, name: string) => of.milestones.find(({ milestone }) => milestone === name)?.on;
  return (
    <ActButton<Milestone>
      label={words.recordMilestone}
      done={words.recorded}
      draft={`milestone.${found.id}`}
      initial={{ on: today() }}
      fields={
        <>
          <Form.Item name="milestone" label={words.milestone} rules={[required(language)]}>
            <Select
              options={recorded.map((value) => ({
                value,
                label: [names.milestoneNames[value], dayOf(found, value)].filter(Boolean).join(' · '),
              }))}
            />
          </Form.Item>
          <Form.Item name="on" label={words.on} rules={[required(language)]}>
            <DayField min={found.openedOn} max={today()} />
          </Form.Item>
          <Form.Item
            name="because"
            label={words.because}
            extra={words.becauseHint}
            rules={[atMost(500, language)]}
          >
            <Input.TextArea rows={2} />
          </Form.Item>
        </>
      }
      act={async (values, version) => {
        const body = { ...values, version: version ?? found.version };
        await bodyOf(leads.POST('/cases/{id}/milestones', { params: { path: { id: found.id } }, body }));
        await refresh();
      }}
      latest={({ milestone, on }) =>
        latestCase(found.id, (now) => [
          { label: names.milestoneNames[milestone], yours: on, theirs: dayOf(now, milestone) },
        ])
      }
    />
  );
}

type Extension = Body<'/cases/{id}/limit-extension'>;

/** The limit for deciding grows, as the statute allows and a superior approved. */
export function ExtendLimit({ found }: { found: CaseView }) {
  const [words, general, language, text] = [useWords(actWords), useWords(common), useLanguage(), useText()];
  const refresh = useRefresh();
  const clock = found.clocks.find(({ state, extensions }) => state !== 'STOPPED' && extensions.length > 0);
  if (!clock) return null;
  const options = clock.extensions.map(({ key, approvedBy, basis }) => ({
    value: key,
    label: `${text(approvedBy)} · ${basis}`,
  }));
  return (
    <ActButton<Extension>
      label={words.extendLimit}
      done={words.recorded}
      draft={`extend.${found.id}`}
      initial={{ on: today(), ...(options[0] ? { extension: options[0].value } : {}) }}
      fields={
        <>
          <Form.Item name="extension" label={words.extension} rules={[required(language)]}>
            <Select options={options} />
          </Form.Item>
          <Form.Item name="on" label={words.on} rules={[required(language)]}>
            <DayField max={today()} />
          </Form.Item>
          <Form.Item
            name="approvedBy"
            label={words.approvedBy}
            rules={[required(language), atMost(200, language)]}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="documentNo"
            label={words.documentNo}
            rules={[checked(checkDocumentNumber, language)]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="until" label={words.until} extra={words.untilHint}>
            <DayField min={today()} />
          </Form.Item>
          <Form.Item name="reason" label={general.reason} rules={[required(language), atMost(500, language)]}>
            <Input.TextArea rows={3} />
          </Form.Item>
        </>
      }
      act={async (values, version) => {
        const body = { ...values, version: version ?? found.version };
        await bodyOf(leads.POST('/cases/{id}/limit-extension', { params: { path: { id: found.id } }, body }));
        await refresh();
      }}
      latest={({ until }) =>
        latestCase(found.id, (now) => [{ label: words.until, yours: until, theirs: now.limit?.lateAfter }])
      }
    />
  );
}

type Closing = Body<'/cases/{id}/closing'>;

/** 结案. */
export function CloseCase({ found }: { found: CaseView }) {
  const [words, names, states, language] = [
    useWords(actWords),
    useWords(pageWords),
    useWords(caseWords),
    useLanguage(),
  ];
  const refresh = useRefresh();
  return (
    <ActButton<Closing>
      label={words.close}
      follows={words.closeFollows}
      done={words.closed}
      draft={`close.${found.id}`}
      initial={{ on: today(), ...(found.status === 'decided' ? { outcome: 'DECIDED' as const } : {}) }}
      fields={
        <>
          <Form.Item name="outcome" label={names.outcome} rules={[required(language)]}>
            <Select options={Object.entries(names.outcomes).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="on" label={names.closedOn} rules={[required(language)]}>
            <DayField min={found.openedOn} max={today()} />
          </Form.Item>
          <Form.Item name="note" label={names.note} rules={[atMost(2000, language)]}>
            <Input.TextArea rows={3} />
          </Form.Item>
        </>
      }
      act={async (values, version) => {
        const body = { ...values, version: version ?? found.version };
        await bodyOf(leads.POST('/cases/{id}/closing', { params: { path: { id: found.id } }, body }));
        await refresh();
      }}
      latest={({ outcome }) =>
        latestCase(found.id, (now) => [
          { label: states.status, yours: null, theirs: states.statuses[now.status] },
          {
            label: names.outcome,
            yours: names.outcomes[outcome],
            theirs: now.closing && names.outcomes[now.closing.outcome],
          },
        ])
      }
    />
  );
}
