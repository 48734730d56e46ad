import { createHash } from 'node:crypto';
import { parseSchema } from './avro-types.js';

/**
 * SHA-256, hex, of the Parsing Canonical Form (Avro specification): the same for two schemas whose bytes mean the same to
 * a reader, whatever their documentation and order of attributes. Throws where `schema` is no Avro schema.
 */
export function fingerprint(schema: string): string {
  return createHash('sha256')
    .update(JSON.stringify(parseSchema(schema).schema()))
    .digest('hex');
}
