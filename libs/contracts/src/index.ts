export { decodeEvent, eventTypeOf } from './decode-event.js';
export type { DecodedEvent } from './decode-event.js';
export type { DecodeOptions, EventEnvelope, EventType } from './event-type.js';
export { fingerprint } from './fingerprint.js';
export { decodeFrame, schemaIdOf } from './frame.js';
export type { Frame } from './frame.js';
export { EVENT_CONTENT_TYPE, EventHeader, malformedHeaders, readEnvelope, toHeaders } from './headers.js';
export { isPartnerTopic, partnerTopic } from './partner-topic.js';
export { lockedSchemas, schemaById } from './schemas.js';
export type { LockedSchema } from './schemas.js';
// <events> written by `npm run contracts`
export {
  CaseClosed,
  CaseDecided,
  CaseFindingsRecorded,
  CaseOpened,
  CasePatentAffected,
  Checkpoint,
  CircularAcknowledged,
  CircularCorrected,
  CircularDistributed,
  CircularOutcomeReported,
  CircularReminded,
  CircularWithdrawn,
  ClusterConfirmed,
  ClusterUndone,
  CrimeSuspected,
  DecisionAnnulled,
  DishonestActRecorded,
  EvidenceMoved,
  LeadAnswered,
  LeadCorrected,
  LeadOffered,
  LeadPatentStatusNoted,
  LeadSubmitted,
  LeadWithdrawn,
  ListEntryAdded,
  ListEntryExtended,
  ListEntryRemoved,
  PatentRecorded,
  PatentStatusAnswered,
  PublicityRecordCorrected,
  PublicityRecordPublished,
  PublicityRecordRemoved,
  ResendRequested,
  TransferAnswerGiven,
  TransferAnswerTaken,
  TransferClockAlarmed,
  TransferOpened,
  TransferPackageAcknowledged,
  TransferPackageSent,
  TransferStepTaken,
} from './generated/events.js';
// </events>
