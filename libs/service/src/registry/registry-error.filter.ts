import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { REGISTRY_MEDIA_TYPE } from './media-type.js';
import { RegistryError } from './schema-registry.js';

/** Registry clients read `error_code` and `message`, not problem details. */
@Catch(RegistryError)
export class RegistryErrorFilter implements ExceptionFilter<RegistryError> {
  catch(error: RegistryError, host: ArgumentsHost): void {
    void host
      .switchToHttp()
      .getResponse<FastifyReply>()
      .code(error.status)
      .type(REGISTRY_MEDIA_TYPE)
      .send(JSON.stringify({ error_code: error.code, message: error.message }));
  }
}
