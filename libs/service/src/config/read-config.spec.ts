import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, readConfig } from './read-config.js';
import { serviceSettings } from './service-settings.js';

const env = {
  DATABASE_URL: 'postgres://u:p@localhost/db',
  EVENT_LOG: 'kafka://a:9092,b:9092',
  OIDC_ISSUER: 'https://issuer.example',
};

describe('readConfig', () => {
  it('reads the settings of every service with their defaults, and its own', () => {
    const config = readConfig(
      { POLICE_URL: z.url() },
      { ...env, POLICE_URL: 'https://police.example', PORT: '8080' },
    );
    expect(config).toMatchObject({
      ...env,
      POLICE_URL: 'https://police.example',
      PORT: 8080,
      GRACE_MS: 10_000,
    });
  });

  it('lets a service give a setting of every service another rule', () => {
    expect(readConfig({ PORT: z.coerce.number().default(4000) }, env).PORT).toBe(4000);
  });

  it('names all that is missing or malformed in one message, with what it is for, and no value', () => {
    const wrong = { EVENT_LOG: 'secret-embedded', PORT: '99999', DATABASE_URL: '' };
    const read = () => readConfig({ POLICE_URL: z.url().describe('where transfers are delivered') }, wrong);
    expect(read).toThrow(ConfigError);
    const message = messageOf(read);
    expect(message).toContain('  DATABASE_URL is missing: the service');
    expect(message).toContain(
      '  EVENT_LOG is malformed (kafka://host:port,… or postgres://…): the event log',
    );
    expect(message).toContain('  OIDC_ISSUER is missing: who issues');
    expect(message).toContain('  POLICE_URL is missing: where transfers are delivered');
    expect(message).toMatch(/ {2}PORT is malformed \(.+\): TCP port/);
    expect(message).not.toContain('secret');
  });

  it.each(['kafka://a:1', 'kafka://a:1,b:2', 'postgres://u:p@h/db'])(
    'takes %s for an event log',
    (address) => {
      expect(readConfig({}, { ...env, EVENT_LOG: address }).EVENT_LOG).toBe(address);
    },
  );

  it.each(['kafka', 'embedded', 'kafka://a', 'http://a:1', 'kafka://a:1,'])(
    'refuses %s for an event log',
    (address) => {
      expect(() => readConfig({}, { ...env, EVENT_LOG: address })).toThrow('EVENT_LOG');
    },
  );

  it('has a description of every setting', () => {
    for (const schema of Object.values(serviceSettings)) expect(schema.description).toMatch(/.{5,}/);
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
