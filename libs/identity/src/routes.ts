import 'reflect-metadata';
import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ALLOWED } from './allow.js';
import type { Permission } from './permissions.js';

/** An HTTP route of a running application. */
export interface Route {
  /** Upper case; `ALL` where every method is meant. */
  readonly method: string;
  /** Such as `/leads/:id`. */
  readonly path: string;
  /** `LeadsController.submit` */
  readonly name: string;
  readonly allowed: Permission | 'public' | undefined;
  readonly controller: Type;
  readonly handler: (...args: never[]) => unknown;
}

/** The HTTP routes of all controllers, in the order of their modules. */
export function routesOf(app: INestApplicationContext): Route[] {
  const found: Route[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype === 'function') found.push(...routesOfController(metatype as Type));
    }
  }
  return found;
}

/** The HTTP routes of one controller. */
export function routesOfController(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, Route['handler']>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (!handler || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'ALL';
    const own = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
    const base = [
      (Reflect.getMetadata(PATH_METADATA, controller) as string | string[] | undefined) ?? '',
    ].flat();
    const allowed = (Reflect.getMetadata(ALLOWED, handler) ??
      Reflect.getMetadata(ALLOWED, controller)) as Route['allowed'];
    return base.flatMap((before) =>
      own.map((after) => ({
        method,
        path: joined(before, after),
        name: `${controller.name}.${name}`,
        allowed,
        controller,
        handler,
      })),
    );
  });
}

function joined(...parts: string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}

/** Throws an Error that lists every HTTP route without `@Allow`; called before a service listens. */
export function assertEveryRouteGuarded(app: INestApplicationContext): void {
  const open = routesOf(app).filter((route) => route.allowed === undefined);
  if (open.length === 0) return;
  const list = open.map(({ method, path, name }) => `  ${method} ${path} (${name})`).join('\n');
  throw new Error(`These routes do not say who may call them (@Allow):\n${list}`);
}
