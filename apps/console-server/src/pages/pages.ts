import fastifyStatic from '@fastify/static';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface PageSettings {
  /** Folder with the built console. */
  readonly CONSOLE_FILES: string;
  readonly CONSOLE_URL: string;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const NOT_PAGES = /^\/(session|api|console|assets)(\/|\?|$)/;
const ONE_YEAR_S = 31_536_000;

/** Whether the console was built. */
export function isBuilt({ CONSOLE_FILES }: PageSettings): boolean {
  return existsSync(join(CONSOLE_FILES, 'index.html'));
}

/** The built console: files named by their content for ever, everything else asked anew; every other address is a page of it. */
export async function addPages(server: FastifyInstance, settings: PageSettings): Promise<void> {
  const { CONSOLE_FILES, CONSOLE_URL } = settings;
  await server.register(fastifyStatic, {
    root: CONSOLE_FILES,
    serve: false,
    preCompressed: true,
    index: false,
  });
  const { host } = new URL(CONSOLE_URL);

  server.get('/assets/*', { config: { rateLimit: false } }, (request, reply) => {
    const file = pathOf(request);
    return reply.sendFile(file, CONSOLE_FILES, { maxAge: ONE_YEAR_S * 1000, immutable: true });
  });
  server.get('/favicon.svg', { config: { rateLimit: false } }, (_request, reply) =>
    sendFresh(reply, 'favicon.svg'),
  );
  server.get('/*', { config: { rateLimit: false } }, (request, reply) => {
    if (!wantsPage(request)) throw new NotFoundException();
    // To a browser localhost and 127.0.0.1 are two sites: a sign-in begun at the one would not be known at the other.
    if (LOOPBACK.test(host) && request.host !== host && LOOPBACK.test(request.host))
      return reply.redirect(CONSOLE_URL + request.url, 307);
    return sendFresh(reply, 'index.html');
  });

  function sendFresh(reply: FastifyReply, file: string): FastifyReply {
    reply.header('cache-control', 'no-cache');
    return reply.sendFile(file, CONSOLE_FILES, { cacheControl: false });
  }
}

function wantsPage({ url, headers }: FastifyRequest): boolean {
  const accepts = headers.accept ?? '*/*';
  return !NOT_PAGES.test(url) && /text\/html|\*\/\*/.test(accepts);
}

function pathOf({ url }: FastifyRequest): string {
  return (url.split('?', 1)[0] ?? '').slice(1);
}
