import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { services } from '../api/clients.js';
import { DateText } from '../kit/date-text.js';
import { EmptyState, ErrorState, PageSkeleton } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { wordFor } from '../words/law.words.js';
import { useWords } from '../words/words.js';
import { operationsWords } from './operations.words.js';
import type { ParkedPage, ServiceHealth } from './ops-data.js';
import { useServiceName } from './service-name.js';

/** Streams that are set aside, of all services. */
export function ParkedStreams({
  queries,
  found,
}: {
  queries: readonly UseQueryResult<ParkedPage>[];
  found: readonly ServiceHealth[];
}) {
  const words = useWords(operationsWords);
  const nameOf = useServiceName(found);
  const rows = services.flatMap((service, index) =>
    (queries[index]?.data?.items ?? []).map((stream) => ({ service, ...stream })),
  );
  const failed = queries.find(({ isError }) => isError);
  if (rows.length === 0 && queries.some(({ isPending }) => isPending)) return <PageSkeleton rows={2} />;
  if (rows.length === 0 && failed) return <ErrorState error={failed.error} />;
  if (rows.length === 0) return <EmptyState title={words.parkedEmpty}>{words.parkedEmptyNext}</EmptyState>;
  const heads = [words.stream, words.consumer, words.reason, words.events, words.since];
  return (
    <>
      <p className="soft">{words.parkedLead}</p>
      <div className="ops-scroll" tabIndex={0} role="region" aria-label={words.parkedTitle}>
        <table className="ops-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ service, streamId, reason, events, since, error }) => (
              <tr key={`${service} ${streamId}`}>
                <th scope="row" className="mono">
                  <Link to={`/operations/parked/${service}?stream=${encodeURIComponent(streamId)}`}>
                    {streamId}
                  </Link>
                </th>
                <td>{nameOf(service)}</td>
                <td>
                  <StatusTag tone={reason === 'waiting' ? 'near' : 'late'}>
                    {wordFor(words.reasons, reason)}
                  </StatusTag>
                  {error && <div className="soft">{error}</div>}
                </td>
                <td className="number">{events}</td>
                <td>
                  <DateText at={since} relative />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
