import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { ServiceModule, type ServiceOptions } from './service.module.js';
import { SERVICE } from './tokens.js';

/** What an `AppModule` gave to `ServiceModule.forRoot` (or another `base`), known before anything is connected. */
export function optionsOf<Options = ServiceOptions>(module: Type, base: Type = ServiceModule): Options {
  const imports = (Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? []) as (DynamicModule | Type)[];
  const service = imports.find((entry): entry is DynamicModule => 'module' in entry && entry.module === base);
  const provider = service?.providers?.find((entry) => 'provide' in entry && entry.provide === SERVICE);
  if (!provider || !('useValue' in provider))
    throw new Error(`${module.name} does not import ${base.name}.forRoot(…)`);
  return provider.useValue as Options;
}
