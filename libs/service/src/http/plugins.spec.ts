import { expect, it } from '@jest/globals';
import fastify from 'fastify';
import { tellTime } from './plugins.js';

it('answers bear the time that the service goes by', async () => {
  const server = fastify();
  tellTime(server, { now: () => new Date('2026-12-24T00:00:00Z') });
  server.get('/', () => 'x');
  const { headers } = await server.inject('/');
  expect(headers.date).toBe('Thu, 24 Dec 2026 00:00:00 GMT');
  await server.close();
});
