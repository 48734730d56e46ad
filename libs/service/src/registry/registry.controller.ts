import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  UseFilters,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { lockedSchemas } from '@xianjie/contracts';
import { Allow } from '@xianjie/identity';
import type { FastifyInstance } from 'fastify';
import { Describe } from '../openapi/answers.js';
import { acceptRegistryBodies, REGISTRY_MEDIA_TYPE } from './media-type.js';
import { RegistryErrorFilter } from './registry-error.filter.js';
import { RegistryError, SchemaRegistry } from './schema-registry.js';

const COMPATIBILITY = 'BACKWARD_TRANSITIVE';
const Json = () => Header('content-type', REGISTRY_MEDIA_TYPE);

/**
 * The read side of the Confluent Schema Registry API, so that stock deserialisers work with `<service>/registry` as the URL of
 * their registry. Schemas come with the build (schemas/registry.lock.json); nobody registers anything here.
 */
@Controller('registry')
@UseFilters(RegistryErrorFilter)
@Allow('public')
export class RegistryController implements OnModuleInit {
  readonly #registry = new SchemaRegistry(lockedSchemas);

  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    acceptRegistryBodies(this.host.httpAdapter.getInstance() as FastifyInstance);
  }

  @Get()
  @Json()
  @Describe({ summary: 'Confluent Schema Registry API, read side', gives: REGISTRY_MEDIA_TYPE })
  root() {
    return {};
  }

  @Get('schemas/types')
  @Json()
  @Describe({ summary: 'Kinds of schema', gives: REGISTRY_MEDIA_TYPE })
  types() {
    return ['AVRO'];
  }

  /** Clients send the subject they expect; ids are global, so it changes nothing. */
  @Get('schemas/ids/:id')
  @Json()
  @Describe({ summary: 'The schema with an id', gives: REGISTRY_MEDIA_TYPE })
  schema(@Param('id') id: string) {
    return { schema: this.#registry.byId(id).schema };
  }

  @Get('schemas/ids/:id/schema')
  @Json()
  @Describe({ summary: 'The text of the schema with an id', gives: REGISTRY_MEDIA_TYPE })
  schemaText(@Param('id') id: string) {
    return this.#registry.byId(id).schema;
  }

  @Get('schemas/ids/:id/subjects')
  @Json()
  @Describe({ summary: 'Subjects that use an id', gives: REGISTRY_MEDIA_TYPE })
  subjectsOf(@Param('id') id: string) {
    return [this.#registry.byId(id).subject];
  }

  @Get('schemas/ids/:id/versions')
  @Json()
  @Describe({ summary: 'Subjects and versions that use an id', gives: REGISTRY_MEDIA_TYPE })
  versionsOf(@Param('id') id: string) {
    const { subject, version } = this.#registry.byId(id);
    return [{ subject, version }];
  }

  @Get('subjects')
  @Json()
  @Describe({ summary: 'All subjects', gives: REGISTRY_MEDIA_TYPE })
  subjects(@Query('subjectPrefix') prefix?: string) {
    return this.#registry.subjects(typeof prefix === 'string' ? prefix : '');
  }

  @Get('subjects/:subject/versions')
  @Json()
  @Describe({ summary: 'Versions of a subject', gives: REGISTRY_MEDIA_TYPE })
  versions(@Param('subject') subject: string) {
    return this.#registry.versions(subject).map(({ version }) => version);
  }

  @Get('subjects/:subject/versions/:version')
  @Json()
  @Describe({ summary: 'One version of a subject', gives: REGISTRY_MEDIA_TYPE })
  version(@Param('subject') subject: string, @Param('version') version: string) {
    return this.#registry.version(subject, version);
  }

  @Get('subjects/:subject/versions/:version/schema')
  @Json()
  @Describe({ summary: 'The text of one version', gives: REGISTRY_MEDIA_TYPE })
  versionText(@Param('subject') subject: string, @Param('version') version: string) {
    return this.#registry.version(subject, version).schema;
  }

  @Post('subjects/:subject')
  @HttpCode(200)
  @Json()
  @Describe({ summary: 'Which version a schema is', gives: REGISTRY_MEDIA_TYPE })
  lookup(@Param('subject') subject: string, @Body() body: unknown) {
    return this.#registry.lookup(subject, schemaIn(body));
  }

  /** Producers register before they send; what is known already is answered, nothing is added. */
  @Post('subjects/:subject/versions')
  @HttpCode(200)
  @Json()
  @Describe({ summary: 'The id of a schema that is known', gives: REGISTRY_MEDIA_TYPE })
  register(@Param('subject') subject: string, @Body() body: unknown) {
    try {
      return { id: this.#registry.lookup(subject, schemaIn(body)).id };
    } catch (error) {
      if (!(error instanceof RegistryError) || error.status === 422) throw error;
      throw new RegistryError(42205, `Subject ${subject} is in read-only mode`);
    }
  }

  @Get('config')
  @Json()
  @Describe({ summary: 'How versions stay compatible', gives: REGISTRY_MEDIA_TYPE })
  config() {
    return { compatibilityLevel: COMPATIBILITY };
  }

  @Get('config/:subject')
  @Json()
  @Describe({ summary: 'How versions of a subject stay compatible', gives: REGISTRY_MEDIA_TYPE })
  configOf(@Param('subject') subject: string) {
    this.#registry.versions(subject);
    return { compatibilityLevel: COMPATIBILITY };
  }

  @Get('mode')
  @Json()
  @Describe({ summary: 'That nothing is registered here', gives: REGISTRY_MEDIA_TYPE })
  mode() {
    return { mode: 'READONLY' };
  }

  @Get('mode/:subject')
  @Json()
  @Describe({ summary: 'That no version of a subject is registered here', gives: REGISTRY_MEDIA_TYPE })
  modeOf(@Param('subject') subject: string) {
    this.#registry.versions(subject);
    return { mode: 'READONLY' };
  }

  /** Clients ask newer parts of the API first, such as associations, and go on after a 404 of this form. */
  @Get('*')
  @Describe({ summary: 'Whatever else registry clients ask: 404', gives: REGISTRY_MEDIA_TYPE })
  unknown(): never {
    throw new RegistryError(404, 'HTTP 404 Not Found');
  }

  @Post('*')
  @Describe({ summary: 'Whatever else registry clients send: 404', gives: REGISTRY_MEDIA_TYPE })
  unknownPost(): never {
    throw new RegistryError(404, 'HTTP 404 Not Found');
  }
}

function schemaIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'schema' in body ? body.schema : undefined;
}
