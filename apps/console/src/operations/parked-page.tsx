import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { asProblem } from '../api/problem.js';
import { useMay } from '../api/session.js';
import { ActButton } from '../kit/act.js';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { Facts } from '../kit/facts.js';
import { Page, Section } from '../kit/page.js';
import { EmptyState, PageState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { common } from '../words/common.words.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { operationsWords } from './operations.words.js';
import {
  actOnParked,
  type ParkedEvent,
  type ReleaseOutcome,
  traceIdOf,
  useParkedEvents,
} from './ops-data.js';
import './operations.css';

/** A stream that is set aside: its events decoded, why, and what an operator can do. */
export function Component() {
  const words = useWords(operationsWords);
  const { service = '' } = useParams();
  const [params] = useSearchParams();
  const streamId = params.get('stream') ?? '';
  const query = useParkedEvents(service, streamId);
  return (
    <Page title={words.parkedPage} beside={<CopyNumber number={streamId} />} actions={<Back />}>
      <PageState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.noEvents}>{words.noEventsNext}</EmptyState>
          ) : (
            <>
              <Acts service={service} streamId={streamId} />
              {items.map((event) => (
                <EventSection key={`${event.number} ${event.eventId}`} event={event} />
              ))}
            </>
          )
        }
      </PageState>
    </Page>
  );
}

function Back() {
  const words = useWords(common);
  return (
    <Link to="/operations">
      <Button tabIndex={-1}>{words.back}</Button>
    </Link>
  );
}

function Acts({ service, streamId }: { service: string; streamId: string }) {
  const words = useWords(operationsWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  const mayRelease = useMay('parked:release');
  const [outcome, setOutcome] = useState<ReleaseOutcome>();
  if (!mayRelease) return null;
  const run = async (act: 'release' | 'give-up', more: object = {}) => {
    const { applied, remaining } = await actOnParked(service, act, { streamId, ...more });
    setOutcome(undefined);
    void message.info(words.released(applied, remaining));
    await client.invalidateQueries({ queryKey: [service] });
  };
  const rehearse = () =>
    actOnParked(service, 'dry-run', { streamId })
      .then(setOutcome)
      .catch((error: unknown) => void message.error(asProblem(error).message));
  return (
    <div className="section">
      <div className="acts">
        <span className="act">
          <Button onClick={() => void rehearse()}>{words.dryRun}</Button>
          <span className="act-follows">{words.dryRunFollows}</span>
        </span>
        <ActButton
          tone="primary"
          label={words.release}
          follows={words.releaseFollows}
          act={() => run('release')}
        />
        <ActButton<{ because: string }>
          tone="danger"
          label={words.giveUp}
          follows={words.giveUpFollows}
          draft={`give-up.${service}.${streamId}`}
          fields={
            <Form.Item
              name="because"
              label={words.because}
              rules={[{ required: true, min: 5, max: 1000, whitespace: true, message: words.becauseShort }]}
            >
              <Input.TextArea rows={3} maxLength={1000} />
            </Form.Item>
          }
          act={({ because }) => run('give-up', { because })}
        />
      </div>
      {outcome && <Rehearsed outcome={outcome} />}
    </div>
  );
}

function Rehearsed({ outcome: { applied, remaining, error } }: { outcome: ReleaseOutcome }) {
  const words = useWords(operationsWords);
  const isFine = remaining === 0;
  return (
    <Alert
      className="ops-outcome"
      role="status"
      type={isFine ? 'success' : 'warning'}
      showIcon
      title={`${words.dryTitle}：${isFine ? words.outcomeFine(applied) : words.outcomePart(applied, remaining)}`}
      description={error}
    />
  );
}

function EventSection({ event }: { event: ParkedEvent }) {
  const words = useWords(operationsWords);
  const { number, type, reason, error, code, attempts, parkedAt, topic, partition, offset, headers } = event;
  const traceId = traceIdOf(headers['traceparent']);
  return (
    <Section
      title={`${words.number} ${number}`}
      extra={
        <StatusTag tone={reason === 'behind' || reason === 'waiting' ? 'near' : 'late'}>
          {wordFor(words.reasons, reason)}
        </StatusTag>
      }
    >
      <Facts
        facts={[
          [words.type, <span className="mono">{type}</span>],
          error !== null && [words.reason, code ? `${error} (${code})` : error],
          [words.place, `${topic} / ${partition} / ${offset}`],
          [words.since, <DateText at={parkedAt} />],
          [words.attempts, String(attempts)],
          traceId !== undefined && [
            words.traceId,
            <Link className="mono" to={`/operations/trace?id=${traceId}`}>
              {traceId}
            </Link>,
          ],
        ]}
      />
      <h3 className="ops-value">{words.value}</h3>
      <pre className="ops-json" tabIndex={0}>
        {event.undecodable === null
          ? JSON.stringify(event.value, null, 2)
          : `${words.undecodable}：${event.undecodable}`}
      </pre>
      <details>
        <summary>{words.headers}</summary>
        <pre className="ops-json" tabIndex={0}>
          {JSON.stringify(headers, null, 2)}
        </pre>
      </details>
    </Section>
  );
}
