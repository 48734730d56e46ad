import type { Type } from 'avsc';
import { DomainError } from '@xianjie/errors';
import { parseSchema } from './avro-types.js';
import { byteCheck } from './check-bytes.js';
import { FRAME_HEADER_BYTES, schemaIdOf } from './frame.js';
import { malformed } from './malformed.js';
import { schemaById as lockedById } from './schemas.js';
import type { DecodeOptions } from './event-type.js';

/** The schema that a frame was written with. */
interface Writer {
  readonly text: string;
  readonly type: Type;
  readonly check: (bytes: Buffer, start: number) => void;
}

const writers = new Map<number, Writer>();

function parsed(id: number, text: string): Type {
  try {
    return parseSchema(text);
  } catch (cause) {
    throw new DomainError('unavailable', 'contract.schema-unusable', `Schema ${id} is no Avro schema`, {
      cause,
    });
  }
}

/** Throws DomainError `unavailable` (`contract.schema-unknown`) where nobody knows the id. */
function writerOf(id: number, options: DecodeOptions | undefined): Writer {
  const text = lockedById(id)?.schema ?? options?.schemaById?.(id);
  if (text === undefined) {
    throw new DomainError('unavailable', 'contract.schema-unknown', `Schema ${id} is not known here yet`, {
      zh: `尚不了解编号为 ${id} 的数据结构`,
    });
  }
  const known = writers.get(id);
  if (known?.text === text) return known;
  const type = parsed(id, text);
  const writer = { text, type, check: byteCheck(type) };
  writers.set(id, writer);
  return writer;
}

/** Full name of the record that the frame holds. Throws as `decodeEvent`. */
export function typeOfFrame(frame: Buffer, options?: DecodeOptions): string {
  return writerOf(schemaIdOf(frame), options).type.name ?? '';
}

type Resolver = ReturnType<Type['createResolver']>;

function read(frame: Buffer, writer: Writer, reader: Type, resolver: Resolver | undefined): unknown {
  writer.check(frame, FRAME_HEADER_BYTES);
  try {
    return reader.decode(frame, FRAME_HEADER_BYTES, resolver).value;
  } catch (cause) {
    throw malformed('a value does not fit its schema', cause);
  }
}

/** Decodes with the schema it was written with, for tools that show events of others. Throws as `decodeEvent`. */
export function readAsWritten(frame: Buffer, options?: DecodeOptions): unknown {
  const writer = writerOf(schemaIdOf(frame), options);
  return read(frame, writer, writer.type, undefined);
}

function resolverFor(reader: Type, writer: Writer, id: number): Resolver {
  if (reader.name !== writer.type.name) {
    const found = writer.type.name ?? 'nameless';
    throw new DomainError(
      'invalid',
      'contract.type-mismatch',
      `Schema ${id} is of ${found}, not of ${reader.name}`,
      {
        zh: '事件类型与其数据结构不符',
      },
    );
  }
  try {
    return reader.createResolver(writer.type);
  } catch (cause) {
    const message = `Schema ${id} of ${reader.name} cannot be read by this version`;
    throw new DomainError('invalid', 'contract.schema-incompatible', message, {
      zh: '数据结构版本不兼容',
      cause,
    });
  }
}

/** Reads frames of one event into the shape of `reader`, with one resolver for each schema they were written with. */
export function frameReader(reader: Type): (frame: Buffer, options?: DecodeOptions) => unknown {
  const resolvers = new Map<Writer, Resolver>();
  return (frame, options) => {
    const id = schemaIdOf(frame);
    const writer = writerOf(id, options);
    let resolver = resolvers.get(writer);
    if (!resolver) {
      resolver = resolverFor(reader, writer, id);
      resolvers.set(writer, resolver);
    }
    return read(frame, writer, reader, resolver);
  };
}
