import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { routesOf, type Route } from '@xianjie/identity';

/** The service's routes, for questions that are asked of a URL. */
@Injectable()
export class RouteTable {
  #routes: { readonly route: Route; readonly pattern: RegExp }[] | undefined;

  constructor(private readonly modules: ModulesContainer) {}

  get routes(): readonly Route[] {
    return this.#compiled().map(({ route }) => route);
  }

  /** Methods possible at the path of a URL; none where nothing is there. */
  methodsAt(url: string): string[] {
    const path = url.split(/[?#]/, 1)[0] ?? '/';
    const methods = this.#compiled()
      .filter(({ pattern }) => pattern.test(path))
      .map(({ route }) => route.method);
    return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
  }

  #compiled() {
    this.#routes ??= routesOf({ get: () => this.modules } as never).map((route) => ({
      route,
      pattern: patternOf(route.path),
    }));
    return this.#routes;
  }
}

function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.startsWith('*') ? '.*' : escaped(part)));
  return new RegExp(`^${parts.join('/')}/?$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
