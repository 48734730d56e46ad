export type {
  EventLog,
  LogBounds,
  LogRecord,
  RecordBatch,
  Resume,
  StoredRecord,
  SubscribeOptions,
  Subscription,
  TopicPartition,
  TopicSpec,
} from './event-log/event-log.js';
export type { EventLogLogger } from './event-log/event-log-logger.js';
export { openEventLog } from './event-log/open-event-log.js';
export type { OpenEventLogOptions } from './event-log/open-event-log.js';
export { prepareEventLog } from './event-log/postgres/tables.js';
export { MAX_RECORD_BYTES } from './event-log/record-size.js';
export { readBacklog } from './journal/backlog.js';
export type { Backlog } from './journal/backlog.js';
export { findInLog } from './journal/find-in-log.js';
export type { SoughtEvent } from './journal/find-in-log.js';
export { Journal } from './journal/journal.js';
export type { JournalEntry, JournalPage } from './journal/journal.js';
export { eventsOfTrace, parkedOfTrace, standingOf } from './journal/trace.js';
export type { StreamStanding, TracedEvent } from './journal/trace.js';
export { appendToOutbox, markOutbox, MAX_EVENT_BYTES } from './outbox/append-to-outbox.js';
export { partitionOf } from './outbox/murmur2.js';
export { limitOutbox, outboxPressure, requireOutboxRoom } from './outbox/pressure.js';
export type { OutboxLimits, OutboxPressure } from './outbox/pressure.js';
export { readTopics, registerTopics } from './outbox/topics.js';
export { Relay } from './relay/relay.js';
export type { RelayLogger, RelayOptions, RelayStats } from './relay/relay-options.js';
export { REQUESTS_TOPIC, requestResend } from './relay/request-resend.js';
export { markRestored } from './relay/restored.js';
export { runRelay } from './relay/run-relay.js';
export type { RunRelaySettings } from './relay/run-relay.js';
export { EventConsumer } from './consumer/event-consumer.js';
export type { EventConsumerOptions } from './consumer/event-consumer.js';
export type { ConsumerStats, TopicLag } from './consumer/consumer-stats.js';
export type { SchemaResolver } from './consumer/decoder.js';
export type { HandlerExtras } from './consumer/handlers.js';
export { InboxContext } from './consumer/inbox-context.js';
export type { InboxEntry, Origin, RecordPlace } from './consumer/inbox-context.js';
export type { ParkedReason } from './consumer/judge.js';
export type { WorkerLogger } from './consumer/partition-worker.js';
export { httpExports } from './export/export-client.js';
export type { ExportClient, HttpExportSettings } from './export/export-client.js';
export { ExportLine } from './export/export-lines.js';
export type { ExportedState, ExportSource } from './export/export-source.js';
export { exportLines } from './export/export-stream.js';
export type { ExportEnvironment } from './export/export-stream.js';
export { PartnerInbox } from './partners/partner-inbox.js';
export type { PartnerInboxOptions, PartnerRecord } from './partners/partner-inbox.js';
export { ParkedEvents } from './parked/parked-events.js';
export type { ParkedEvent, ParkedStream, ReleaseOutcome } from './parked/parked-events.js';
