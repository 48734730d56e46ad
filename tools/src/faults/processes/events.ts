import avro from 'avsc';
import {
  LeadWithdrawn,
  PatentStatusAnswered,
  fingerprint,
  schemaById,
  type EventType,
} from '@xianjie/contracts';
import type { Note } from './protocol.js';

// Consumers decode only what is in the contracts, so two real events carry what these tests need to know.

/** What the producer announces of a change. */
export interface ChangeNotice {
  readonly account: string;
  readonly version: number;
  readonly token: string;
  readonly note: Note | null;
  readonly padding: string;
}

export const Changed = LeadWithdrawn;

export function toChanged({ account, ...rest }: ChangeNotice): LeadWithdrawn {
  return { leadId: account, withdrawnOn: JSON.stringify(rest) };
}

export function fromChanged({ leadId, withdrawnOn }: LeadWithdrawn): ChangeNotice {
  return { account: leadId, ...(JSON.parse(withdrawnOn) as Omit<ChangeNotice, 'account'>) };
}

/** What the first consumer passes on to the second. */
export const PassedOn = PatentStatusAnswered;

export function toPassedOn({ account, version, token }: ChangeNotice): PatentStatusAnswered {
  return {
    leadId: account,
    patentNumber: token,
    asOf: String(version),
    status: 'UNKNOWN',
    since: null,
    restsOn: [],
    basis: [],
    notes: [],
    certainty: 'designed',
  };
}

export function fromPassedOn({ leadId, patentNumber, asOf }: PatentStatusAnswered): ChangeNotice {
  return { account: leadId, version: Number(asOf), token: patentNumber, note: null, padding: '' };
}

export const CHANGED_TOPIC = Changed.topic;
export const PASSED_ON_TOPIC = PassedOn.topic;

/** Far above those of the lock file: no build knows it, so a consumer must ask the producer's registry. */
export const NEWER_SCHEMA_ID = 900_001;

interface RecordSchema {
  readonly fields: readonly object[];
}

function newerSchema(): string {
  const locked = JSON.parse(schemaById(Changed.schemaId)?.schema ?? '{}') as RecordSchema;
  return JSON.stringify({
    ...locked,
    fields: [...locked.fields, { name: 'withdrawnBy', type: 'string', default: '' }],
  });
}

/** What the producer's registry answers for the newer schema. */
export const NEWER_SCHEMA = newerSchema();

const newer = avro.Type.forSchema(JSON.parse(NEWER_SCHEMA) as avro.Schema);

/** The event of a producer that is a version ahead of its consumers. */
export const ChangedNewer: EventType<LeadWithdrawn> = {
  type: Changed.type,
  topic: Changed.topic,
  key: Changed.key,
  schemaId: NEWER_SCHEMA_ID,
  fingerprint: fingerprint(NEWER_SCHEMA),
  encode: (value) => {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(NEWER_SCHEMA_ID, 1);
    return Buffer.concat([head, newer.toBuffer({ ...value, withdrawnBy: 'somebody' })]);
  },
  decode: (frame) => Changed.decode(frame, { schemaById: () => NEWER_SCHEMA }),
};
