import type { Type } from 'avsc';
import { DomainError, type FieldIssue } from '@xianjie/errors';
import { parseSchema } from './avro-types.js';
import type { DecodeOptions, EventType } from './event-type.js';
import { FRAME_HEADER_BYTES } from './frame.js';
import { frameReader } from './reader.js';
import { schemaById } from './schemas.js';

interface Definition<T> {
  readonly type: string;
  readonly topic: string;
  readonly key: keyof T & string;
  readonly schemaId: number;
  readonly fingerprint: string;
}

/** What is encoded goes here first and is then copied into a buffer of its size; larger events get one of their own. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);

function issueOf(path: readonly string[], expected: Type): FieldIssue {
  const kind = expected.typeName.replace(/^(abstract|union):/, '');
  const name = expected.name ?? (expected.typeName.startsWith('union') ? expected.toString() : kind);
  return {
    field: path.join('.'),
    rule: 'contract.value-invalid',
    message: `must be ${name}`,
    messageZh: `应为 ${name}`,
  };
}

function refusal(type: Type, event: string, value: unknown, cause: unknown): DomainError {
  const issues: FieldIssue[] = [];
  type.isValid(value, {
    errorHook: (path: string[], _any: unknown, expected: Type) => issues.push(issueOf(path, expected)),
  });
  const fields = issues.map((issue) => issue.field || 'the value').join(', ');
  return new DomainError(
    'invalid',
    'contract.value-invalid',
    `${event} does not fit its schema: ${fields || 'the value'}`,
    {
      zh: '事件内容不符合约定格式',
      issues,
      cause,
    },
  );
}

function encodeFrame(type: Type, schemaId: number, value: unknown): Buffer {
  const end = type.encode(value, scratch, FRAME_HEADER_BYTES);
  const frame = Buffer.allocUnsafe(end >= 0 ? end : scratch.length - end);
  if (end >= 0) scratch.copy(frame, 0, 0, end);
  else type.encode(value, frame, FRAME_HEADER_BYTES);
  frame[0] = 0;
  frame.writeUInt32BE(schemaId, 1);
  return frame;
}

class SchemaEvent<T> implements EventType<T> {
  readonly type: string;
  readonly topic: string;
  readonly key: keyof T & string;
  readonly schemaId: number;
  readonly fingerprint: string;
  #avro: Type | undefined;
  #read: ((frame: Buffer, options?: DecodeOptions) => unknown) | undefined;

  constructor(definition: Definition<T>) {
    this.type = definition.type;
    this.topic = definition.topic;
    this.key = definition.key;
    this.schemaId = definition.schemaId;
    this.fingerprint = definition.fingerprint;
  }

  /** Parsed when first needed: a process uses few of all events. */
  #parsed(): Type {
    const locked = schemaById(this.schemaId);
    if (!locked) throw new Error(`Schema ${this.schemaId} of ${this.type} is not in the lock file`);
    this.#avro = parseSchema(locked.schema);
    return this.#avro;
  }

  encode(value: T): Buffer {
    const avro = this.#avro ?? this.#parsed();
    try {
      return encodeFrame(avro, this.schemaId, value);
    } catch (cause) {
      throw refusal(avro, this.type, value, cause);
    }
  }

  decode(frame: Buffer, options?: DecodeOptions): T {
    this.#read ??= frameReader(this.#avro ?? this.#parsed());
    return this.#read(frame, options) as T;
  }
}

/** Used by generated code. The schema with this id must be in the lock file. */
export function defineEvent<T>(definition: Definition<T>): EventType<T> {
  return new SchemaEvent(definition);
}
