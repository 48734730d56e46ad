import { Checkpoint, eventTypeOf, schemaIdOf, type EventType } from '@xianjie/contracts';
import { DomainError, isDomainError } from '@xianjie/errors';
import type { IncomingEvent } from './incoming.js';

/** Asks a producer's registry for a schema that this build does not know yet. */
export interface SchemaResolver {
  /** The schema's text; undefined where the registry does not know it (yet). Rejects where it does not answer. */
  resolve(schemaId: number, event: Pick<IncomingEvent, 'type' | 'record'>): Promise<string | undefined>;
}

/** Turns frames into values, with schemas of newer producers fetched when they occur. */
export class Decoder {
  private readonly fetched = new Map<number, string>();
  private readonly options = { schemaById: (id: number) => this.fetched.get(id) };

  constructor(private readonly resolver: SchemaResolver | undefined) {}

  /** Throws DomainError `invalid` for bytes that are no such event, `unavailable` where its schema is not known yet. */
  decode(event: IncomingEvent): unknown {
    return this.typeOf(event.type).decode(this.frameOf(event), this.options);
  }

  decodeCheckpoint(event: IncomingEvent): Checkpoint {
    return Checkpoint.decode(this.frameOf(event), this.options);
  }

  /** Fetches the schema of an event that could not be decoded; answers whether it is worth while to try again at once. */
  async learn(event: IncomingEvent, error: unknown): Promise<boolean> {
    if (!isDomainError(error) || error.code !== 'contract.schema-unknown' || !this.resolver) return false;
    const schemaId = schemaIdOf(this.frameOf(event));
    const text = await this.resolver.resolve(schemaId, event).catch(() => undefined);
    if (text === undefined) return false;
    this.fetched.set(schemaId, text);
    return true;
  }

  private typeOf(type: string): EventType {
    const found = eventTypeOf(type);
    if (found) return found;
    throw new DomainError('unavailable', 'contract.type-unknown', `${type} is not known to this build`);
  }

  private frameOf(event: IncomingEvent): Buffer {
    return event.record.value ?? Buffer.alloc(0);
  }
}
