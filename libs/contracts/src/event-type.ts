/** An event as its schema defines it; generated code in `generated/` holds one per `.avsc`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of events holds events of any value
export interface EventType<T = any> {
  /** Avro full name, `lead_reporting.v1.LeadSubmitted`: the CloudEvents type, and the pattern of `@EventPattern`. */
  readonly type: string;
  /** `<service>.<aggregate>`. */
  readonly topic: string;
  /** The field that names the aggregate: key of the record and, with the topic, its stream. */
  readonly key: keyof T & string;
  /** Id in `schemas/registry.lock.json`. */
  readonly schemaId: number;
  /** SHA-256 of the schema's canonical form, hex. */
  readonly fingerprint: string;
  /**
   * Confluent frame (0x00, 4-byte id, Avro). Throws DomainError `invalid` (`contract.value-invalid`, with the
   * fields) where the value does not fit its schema.
   */
  encode(value: T): Buffer;
  /**
   * The value of a frame written with this or another version of the schema, in this version's shape. Throws
   * DomainError; see `decodeEvent`.
   */
  decode(frame: Buffer, options?: DecodeOptions): T;
}

/** Where the schema of a frame is found. */
export interface DecodeOptions {
  /** The text of a schema that the lock file of this build does not know yet; undefined where nobody knows it. */
  schemaById?(id: number): string | undefined;
}

/** CloudEvents 1.0 attributes of an event in its stream, and ours; in Kafka's headers as `ce_…`. */
export interface EventEnvelope {
  /** UUID. */
  readonly id: string;
  /** `/xianjie/<service>`. */
  readonly source: string;
  readonly type: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  /** The stream: `<topic>/<key>`. */
  readonly subject: string;
  /** Place in the stream, from 1, without gaps. */
  readonly sequence: bigint;
  readonly partitionKey: string;
  /** Raised by `xianjie restored`; from 0. */
  readonly epoch: number;
  /** Id of the stream's event before this one; absent on the first. */
  readonly previous?: string;
  readonly schemaFingerprint: string;
  readonly traceparent?: string;
}
