import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import { Refused, Unavailable } from '../api/failures.js';
import { commands } from './commands.js';
import { ExitCode, exitCodeOf, UsageError } from './exit-code.js';
import { sentenceOf } from './leads.js';
import { asJson, Output } from './output.js';
import { commandOf, run } from './run.js';
import { readSettings } from './settings.js';
import { emptyStack } from '../stack/stack-file.js';

async function ran(...args: string[]) {
  let told = '';
  let warned = '';
  const code = await run(
    args,
    (json) =>
      new Output(
        json,
        (text) => (told += text),
        (text) => (warned += text),
      ),
  );
  return { code, told, warned };
}

describe('the command line', () => {
  it('finds a command by its words', () => {
    expect(commandOf(['parked', 'list', '--json'])?.words).toEqual(['parked', 'list']);
    expect(commandOf(['parked'])).toBeUndefined();
    expect(commandOf(['leads', '--json', 'submit'])).toBeUndefined();
  });

  it('names each command once, with help for each', async () => {
    const names = commands.map(({ words }) => words.join(' '));
    expect(new Set(names).size).toBe(names.length);
    for (const { words, about } of commands) {
      const { code, told } = await ran(...words, '--help');
      expect(code).toBe(ExitCode.ok);
      expect(told).toContain(about);
      expect(told).toContain('Exit codes');
    }
  });

  it('lists the commands when it is asked for help, and when it is not told anything', async () => {
    expect(await ran('--help')).toMatchObject({
      code: ExitCode.ok,
      told: expect.stringContaining('leads submit FILE'),
    });
    expect(await ran()).toMatchObject({
      code: ExitCode.usage,
      told: expect.stringContaining('leads submit FILE'),
    });
  });

  it.each([
    [['nonsense'], 'Unknown command: nonsense'],
    [['leads', 'submit'], 'Usage: xianjie leads submit FILE'],
    [['leads', 'show', 'a', 'b'], 'Usage: xianjie leads show ID'],
    [['leads', 'show', 'a', '--loud'], '--loud'],
    [['log', 'tail', 'topic', '--limit', 'few'], '--limit takes a number above 0'],
    [['parked', 'release', 'a/b'], 'Name the service'],
    [['parked', 'give-up', 'a/b', '--service', 'lead-reporting'], 'Say why'],
    [['migrate', 'nobody'], 'No service nobody'],
    [['simulate', 'credit', '--by', 'pigeon'], '--by takes feed or topics'],
    [
      ['simulate', 'police', '--misbehave', 'late'],
      '--misbehave takes slow or silent or doubles or wrong-signature',
    ],
    [['simulate', 'province', 'file', '--slow-ms', 'long'], '--slow-ms takes a number of milliseconds'],
  ])('says how %j is done', async (args, sentence) => {
    const { code, warned } = await ran(...args);
    expect(warned).toContain(sentence);
    expect(code).toBe(ExitCode.usage);
  });
});

describe('an exit code', () => {
  it.each([
    [new UsageError('how'), ExitCode.usage],
    [new Unavailable('later'), ExitCode.unavailable],
    [new DomainError('unavailable', 'x', 'later'), ExitCode.unavailable],
    [new Refused(401, 'who?'), ExitCode.notAllowed],
    [new Refused(403, 'no'), ExitCode.notAllowed],
    [new Refused(404, 'none'), ExitCode.refused],
    [new DomainError('not-found', 'x', 'none'), ExitCode.refused],
    [Object.assign(new Error('none'), { code: 'ENOENT', syscall: 'open' }), ExitCode.usage],
    [new TypeError('ours'), ExitCode.failed],
  ])('of %s is %i', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe('settings', () => {
  const stack = {
    ...emptyStack,
    eventLog: { kind: 'embedded', address: 'postgres://local/log' },
    issuer: { url: 'http://issuer', audience: 'urn:a' },
    services: { 'lead-reporting': { url: 'http://local:1', databaseUrl: 'postgres://local/lead' } },
  };

  it('come from the local stack that runs', () => {
    const settings = readSettings(undefined, {}, () => stack);
    expect(settings.eventLog()).toBe('postgres://local/log');
    expect(settings.api('lead-reporting', 'ip-zhejiang').url).toBe('http://local:1');
    expect(settings.database('lead-reporting')).toBe('postgres://local/lead');
  });

  it('come from the environment where it names them; a word for the launcher is none', () => {
    const env = { EVENT_LOG: 'kafka://b:1', LEAD_REPORTING_URL: 'http://named', XIANJIE_TOKEN: 't' };
    const settings = readSettings(undefined, env, () => undefined);
    expect(settings.eventLog()).toBe('kafka://b:1');
    expect(settings.api('lead-reporting', 'ip-zhejiang').url).toBe('http://named');
    expect(readSettings(undefined, { EVENT_LOG: 'embedded' }, () => stack).eventLog()).toBe(
      'postgres://local/log',
    );
  });

  it('that are missing are named', () => {
    const settings = readSettings(undefined, {}, () => undefined);
    expect(() => settings.eventLog()).toThrow('EVENT_LOG is not set');
    expect(() => settings.api('exam-exchange', 'cnipa')).toThrow('EXAM_EXCHANGE_URL is not set');
  });

  it('refuse an agency that is none of the samples', () => {
    expect(() => readSettings('nobody', {}, () => stack).api('lead-reporting', 'cnipa')).toThrow(
      'No sample agency nobody',
    );
  });
});

describe('output', () => {
  it('writes 64-bit numbers as text', () => {
    expect(asJson({ number: 2n ** 60n })).toBe('{"number":"1152921504606846976"}');
  });

  it('names the line, the field and the rule of a refused lead', () => {
    const errors = [{ field: 'actOn', rule: 'local-date.no-such-day', message: 'There is no such day' }];
    expect(sentenceOf({ line: 7, status: 'rejected', errors })).toBe(
      'line 7: rejected: actOn: There is no such day [local-date.no-such-day]',
    );
  });
});
