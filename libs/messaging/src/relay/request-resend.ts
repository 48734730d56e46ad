import { ResendRequested, toHeaders } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { currentTraceparent } from '@xianjie/tracing';
import type { EventLog } from '../event-log/event-log.js';
import { partitionOf } from '../outbox/murmur2.js';

/** Where consumers ask producers to append events again. */
export const REQUESTS_TOPIC = ResendRequested.topic;

/** Streams one request may name; more are not answered. */
export const MAX_STREAMS_ASKED = 1000;

/**
 * Asks `request.service` for events that are missing. The only answer is that they come; ask again while they do not (see
 * `relay/README.md`). Rejects as `EventLog.append` does.
 */
export async function requestResend(log: EventLog, request: ResendRequested): Promise<void> {
  const partitions = (await log.partitions([REQUESTS_TOPIC])).get(REQUESTS_TOPIC) ?? 1;
  const id = newId();
  const traceparent = currentTraceparent();
  const headers = toHeaders({
    id,
    source: `/xianjie/${request.requestedBy.replaceAll(/[^A-Za-z0-9._~/-]/g, '_')}`,
    type: ResendRequested.type,
    time: new Date().toISOString(),
    subject: `${REQUESTS_TOPIC}/${id}`,
    sequence: 1n,
    partitionKey: id,
    epoch: 0,
    schemaFingerprint: ResendRequested.fingerprint,
    ...(traceparent === undefined ? {} : { traceparent }),
  });
  const partition = partitionOf(request.service, partitions);
  await log.append({ topic: REQUESTS_TOPIC, partition }, [
    { key: id, value: ResendRequested.encode(request), headers },
  ]);
}
