import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Allow } from '@xianjie/identity';
import { prepareEventLog } from '@xianjie/messaging';
import {
  createTestDatabase,
  startTestService,
  testIssuer,
  type TestIssuer,
  type TestServer,
} from '@xianjie/testing';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readConfig, ServiceModule } from './index.js';

@Controller('open')
class OpenController {
  @Get('door')
  door() {
    return 'open';
  }

  @Get('gate')
  @Allow('public')
  gate() {
    return 'meant to be';
  }
}

describe('a service with an unguarded route', () => {
  it('does not start, and names the route', async () => {
    const starting = startTestService(async () => {
      const service = ServiceModule.forRoot({ name: 'open-house', config: readConfig() });
      @Module({ imports: [service], controllers: [OpenController] })
      class AppModule {}
      return AppModule;
    });
    await expect(starting).rejects.toThrow('(@Allow):\n  GET /open/door (OpenController.door)');
  });
});

describe('a service as a process', () => {
  let servers: [TestServer, TestServer, TestIssuer];
  let env: Record<string, string>;

  beforeAll(async () => {
    const build = spawnSync(process.execPath, [
      fileURLToPath(new URL('../../../tools/build.mjs', import.meta.url)),
    ]);
    expect(build.stderr.toString()).toBe('');
    servers = await Promise.all([
      createTestDatabase('process'),
      createTestDatabase('process_log'),
      testIssuer(),
    ]);
    const [database, log, { issuer }] = servers;
    await prepareEventLog(log.address);
    env = {
      DATABASE_URL: database.address,
      EVENT_LOG: log.address,
      OIDC_ISSUER: issuer,
      PORT: '0',
      GRACE_MS: '4000',
    };
  });
  afterAll(() => Promise.all((servers ?? []).map((server) => server.stop())));

  it('says in one message what it lacks, and ends', async () => {
    const { code, text } = await run(start({ PORT: 'x' }));
    expect(code).toBe(1);
    for (const name of ['DATABASE_URL', 'EVENT_LOG', 'OIDC_ISSUER', 'PORT'])
      expect(text).toContain(`  ${name} is `);
  });

  it('migrates its database when told to, again without harm', async () => {
    expect(await run(start(env, 'migrate'))).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^migrated: .*Idempotency/),
    });
    expect(await run(start(env, 'migrate'))).toEqual({ code: 0, text: 'nothing to migrate\n' });
  });

  it('refuses a command it does not know', async () => {
    expect(await run(start(env, 'migrat'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('there are: migrate, openapi'),
    });
  });

  it('finishes the request under way on SIGTERM, accepts no other, and ends with 0', async () => {
    const child = start(env);
    const { url } = JSON.parse(await line(child, '"listening"')) as { url: string };
    const slow = fetch(`${url}/slow`);
    await line(child, 'request under way');
    const ended = run(child);
    child.kill('SIGTERM');
    expect(await (await slow).json()).toEqual({ finished: true });
    expect(await ended).toMatchObject({ code: 0 });
    await expect(fetch(`${url}/livez`)).rejects.toThrow('fetch failed');
  });

  it('does not wait for a connection on which nothing was asked, as browsers open them ahead', async () => {
    const child = start(env);
    const { url } = JSON.parse(await line(child, '"listening"')) as { url: string };
    const { hostname, port } = new URL(url);
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    await fetch(`${url}/livez`); // so that the service has taken the connection before
    const ended = run(child);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
    silent.destroy();
  });

  it('ends with 1 after an error that nobody caught, and logs it', async () => {
    const child = start(env);
    const { url } = JSON.parse(await line(child, '"listening"')) as { url: string };
    const ended = run(child);
    await fetch(`${url}/fail`).catch(() => undefined);
    expect(await ended).toMatchObject({ code: 1, text: expect.stringContaining('nobody catches this') });
  });
});

function start(env: Record<string, string>, ...args: string[]): ChildProcess {
  const fixture = fileURLToPath(new URL('./slow-house.fixture.mjs', import.meta.url));
  return spawn(process.execPath, [fixture, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(child: ChildProcess): Promise<{ code: number; text: string }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text };
}

/** The first line that holds `words`. */
function line(child: ChildProcess, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      const found = text.split('\n').find((one) => one.includes(words));
      if (found && text.endsWith('\n')) resolve(found);
    });
    child.once('exit', () => reject(new Error(`ended without “${words}”: ${text}`)));
  });
}
