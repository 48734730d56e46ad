import type { FastifyInstance } from 'fastify';
import { parseJson } from '../http/body-parsers.js';

export const REGISTRY_MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';

/** Registry clients name these as the type of what they send, some even on a GET without a body. */
const ACCEPTED = [REGISTRY_MEDIA_TYPE, 'application/vnd.schemaregistry+json', 'application/octet-stream'];

/** Has Fastify take the bodies of registry clients for JSON; to be called before it listens. */
export function acceptRegistryBodies(instance: FastifyInstance): void {
  for (const type of ACCEPTED.filter((type) => !instance.hasContentTypeParser(type))) {
    instance.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => {
      try {
        done(null, body.length > 0 ? parseJson(body as Buffer) : undefined);
      } catch (error) {
        done(error as Error);
      }
    });
  }
}
