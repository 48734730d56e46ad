import cookie from '@fastify/cookie';
import { Health, LOGGER, type EdgeParts, type Logger } from '@xianjie/service';
import { config } from './config.js';
import { addPages, isBuilt } from './pages/pages.js';
import { addPassThrough } from './services/pass-through.js';
import { IssuerClient } from './session/issuer.client.js';
import { addSessions } from './session/session.hook.js';
import { SessionsService } from './session/sessions.service.js';

/** What stands beside the routes: sessions before all of them, the way to the services, the pages. */
export const parts: EdgeParts = async (server, app) => {
  const sessions = app.get(SessionsService);
  const issuer = app.get(IssuerClient);
  await server.register(cookie);
  addSessions(server, sessions, config.CONSOLE_URL);
  await addPassThrough(server, config.SERVICES, sessions, app.get<Logger>(LOGGER));
  await addPages(server, config);
  const health = app.get(Health);
  health.add('issuer', () => issuer.ready().then(() => undefined));
  health.add('pages', () => (isBuilt(config) ? undefined : 'the console is not built'));
};
