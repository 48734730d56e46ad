import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { routesOfController } from '@xianjie/identity';
import { ServiceModule } from '../service.module.js';
import { optionsOf } from '../service-options.js';
import { openApiDocument } from './document.js';

/** The OpenAPI description of a service that does not run: from its modules' controllers alone. */
export function describeModule(module: Type): object {
  const { name, description, config } = optionsOf(module);
  const routes = controllersOf(module).flatMap(routesOfController);
  return openApiDocument(routes, {
    name,
    description,
    url: config.SERVICE_URL ?? `http://${config.HOST}:${config.PORT}`,
    issuer: config.OIDC_ISSUER,
  });
}

function controllersOf(module: Type): Type[] {
  const imports = (Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? []) as (DynamicModule | Type)[];
  const every = imports.flatMap((entry) =>
    'module' in entry && entry.module === ServiceModule ? (entry.controllers ?? []) : [],
  );
  const own = (Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? []) as Type[];
  return [...every, ...own];
}
