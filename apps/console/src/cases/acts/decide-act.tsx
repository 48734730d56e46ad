import { checkDocumentNumber } from '@xianjie/identifiers';
import { Checkbox, Form, Input, Radio } from 'antd';
import { bodyOf, type LeadPaths, leads } from '../../api/clients.js';
import { ActButton } from '../../kit/act.js';
import { AmountField, amountRule } from '../../kit/amount-field.js';
import { DayField } from '../../kit/day-field.js';
import { today } from '../../kit/dates.js';
import { atMost, checked, required } from '../../kit/field-rules.js';
import { Money } from '../../kit/money.js';
import { common } from '../../words/common.words.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { type CaseView, latestCase, useRefresh } from '../case-data.js';
import { latestFindings, standingDecision } from '../case-reading.js';
import { pageWords } from '../case-page.words.js';
import { caseWords } from '../cases.words.js';
import { actWords } from './acts.words.js';
import { ceilingOf } from './computed.js';

type DecisionInput = LeadPaths['/cases/{id}/decisions']['post']['requestBody']['content']['application/json'];

/** The decision, checked against the ceiling of fines and against transfers. */
export function Decide({ found }: { found: CaseView }) {
  const [words, names, states] = [useWords(actWords), useWords(pageWords), useWords(caseWords)];
  const refresh = useRefresh();
  const { id, version: read } = found;
  const isDispute = found.actType === 'INFRINGEMENT';
  return (
    <ActButton<DecisionInput>
      label={words.decide}
      tone="primary"
      follows={words.decideFollows}
      refusedBecause={found.party ? undefined : words.noParty}
      done={words.decided}
      draft={`decision.${id}`}
      wide
      initial={{
        kind: isDispute ? 'INFRINGEMENT_FOUND' : 'PENALTY',
        procedure: 'ORDINARY',
        gravity: 'GENERAL',
        decidedOn: today(),
      }}
      fields={<Fields found={found} />}
      act={async (values, version) => {
        const body = { ...values, ...withoutPenalty(values), version: version ?? read };
        await bodyOf(leads.POST('/cases/{id}/decisions', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={(values) =>
        latestCase(id, (now) => [
          { label: states.status, yours: null, theirs: states.statuses[now.status] },
          { label: names.decisionNo, yours: values.decisionNo, theirs: standingDecision(now)?.decisionNo },
          { label: states.party, yours: found.party?.name, theirs: now.party?.name },
          { label: names.findings, yours: found.findings.length, theirs: now.findings.length },
        ])
      }
    />
  );
}

/** What belongs to a penalty alone is left out of other decisions, even if it was filled in before. */
function withoutPenalty({ kind }: DecisionInput): Partial<DecisionInput> {
  return kind === 'PENALTY' ? {} : { penalties: [], fineFen: '0', confiscationFen: '0' };
}

function Fields({ found }: { found: CaseView }) {
  const [words, names, language] = [useWords(actWords), useWords(pageWords), useLanguage()];
  const kinds = Object.entries(names.decisionKinds).filter(
    ([kind]) => found.actType === 'INFRINGEMENT' || !kind.includes('INFRINGEMENT'),
  );
  const kind = Form.useWatch('kind') as DecisionInput['kind'] | undefined;
  const goesOut = [required(language)];
  return (
    <div className="form-grid">
      <Form.Item name="kind" label={names.decisions} className="full">
        <Radio.Group optionType="button" options={kinds.map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item
        name="decisionNo"
        label={names.decisionNo}
        extra={words.docFault}
        rules={[required(language), checked(checkDocumentNumber, language)]}
        validateDebounce={300}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="decidedOn" label={names.decidedOn} rules={[required(language)]}>
        <DayField max={today()} />
      </Form.Item>
      {kind === 'PENALTY' && <Penalty found={found} />}
      <Form.Item name="procedure" label={names.procedure}>
        <Radio.Group options={Object.entries(names.procedures).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="gravity" label={names.gravity}>
        <Radio.Group options={Object.entries(names.gravities).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item
        name="violation"
        label={names.violation}
        extra={words.personHint}
        className="full"
        rules={[...goesOut, atMost(2000, language)]}
      >
        <Input.TextArea rows={3} />
      </Form.Item>
      <Form.Item
        name="legalBasis"
        label={names.legalBasis}
        className="full"
        rules={[...goesOut, atMost(1000, language)]}
      >
        <Input.TextArea rows={2} />
      </Form.Item>
      <Form.Item
        name="content"
        label={names.content}
        extra={words.personHint}
        className="full"
        rules={[...goesOut, atMost(4000, language)]}
      >
        <Input.TextArea rows={3} />
      </Form.Item>
    </div>
  );
}

function Penalty({ found }: { found: CaseView }) {
  const [words, names, language] = [useWords(actWords), useWords(pageWords), useLanguage()];
  const { DETENTION: _policeOnly, ...penalties } = names.penalties;
  const chosen = (Form.useWatch('penalties') ?? []) as readonly string[];
  const warnings = [
    !latestFindings(found) && words.noFindings,
    !found.milestones.some(({ milestone }) => milestone === 'NOTIFIED') && words.notNotified,
    (found.transfer?.fineBarred || found.transferAwaited) && words.fineBarred,
  ].filter(Boolean);
  return (
    <>
      {warnings.length > 0 && (
        <ul className="full warnings">
          {warnings.map((warning) => (
            <li key={String(warning)}>{warning}</li>
          ))}
        </ul>
      )}
      <Form.Item
        name="penalties"
        label={names.penaltyKinds}
        className="full"
        rules={[{ required: true, type: 'array' }]}
      >
        <Checkbox.Group options={Object.entries(penalties).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      {chosen.includes('FINE') && <Fine found={found} />}
      {chosen.includes('CONFISCATION') && (
        <Form.Item name="confiscationFen" label={names.confiscation} rules={[amountRule(language)]}>
          <AmountField />
        </Form.Item>
      )}
    </>
  );
}

/** The fine, with its ceiling beside it. */
function Fine({ found }: { found: CaseView }) {
  const [words, names, general, language] = [
    useWords(actWords),
    useWords(pageWords),
    useWords(common),
    useLanguage(),
  ];
  const decidedOn = Form.useWatch('decidedOn') as string | undefined;
  const ceiling = ceilingOf(found, decidedOn);
  const below = {
    validator: (_rule: unknown, fen: string | undefined) =>
      fen && ceiling && /^\d+$/.test(fen) && BigInt(fen) > BigInt(ceiling.maxFineFen)
        ? Promise.reject(new Error(words.aboveCeiling))
        : Promise.resolve(),
  };
  return (
    <Form.Item
      name="fineFen"
      label={names.fine}
      rules={[required(language), amountRule(language), below]}
      extra={
        ceiling && (
          <>
            {words.currentCeiling} <Money fen={ceiling.maxFineFen} /> · {ceiling.basis}
            {ceiling.advice ? ` · ${general.advice}` : ''}
          </>
        )
      }
    >
      <AmountField />
    </Form.Item>
  );
}
