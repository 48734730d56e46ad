import { describe, expect, it } from '@jest/globals';
import { runWithTrace } from '@xianjie/tracing';
import { createLogger } from './log.js';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger('test', 'info', { write: (line) => (text += line) }));
  return text;
}

describe('the log', () => {
  it('names service and trace in every line', () => {
    const line = JSON.parse(
      logged((log) => runWithTrace(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, () => log.info('hello'))),
    );
    expect(line).toMatchObject({
      level: 'info',
      service: 'test',
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      msg: 'hello',
    });
  });

  it.each([
    ['a token in a field', { authorization: 'Bearer abc' }, 'Bearer abc'],
    ['a token deeper', { request: { authorization: 'Bearer abc' } }, 'Bearer abc'],
    ['a password', { user: { password: 'swordfish' } }, 'swordfish'],
    ['a citizen id', { text: 'of 11010519491231002X' }, '11010519491231002X'],
    ['a telephone number', { text: '电话13812345678。' }, '13812345678'],
    ['a telephone number with +86', { text: '+86 13812345678' }, '13812345678'],
    [
      'a token in a sentence',
      { text: 'got eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln' },
      'eyJhbGciOiJFUzI1NiJ9',
    ],
    ['the password of an address', { url: 'postgres://user:swordfish@host/db' }, 'swordfish'],
  ])('leaves %s out', (_what, details, secret) => {
    const text = logged((log) => log.info(details, 'said'));
    expect(text).not.toContain(secret);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it('leaves out what an error tells', () => {
    expect(
      logged((log) => log.error({ err: new Error('no citizen 11010519491231002X') }, 'failed')),
    ).not.toContain('19491231');
  });

  it('leaves out what an error of the database tells of rows and values', () => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint'), {
      code: '23505',
      detail: 'Key (name)=(张三) already exists.',
      parameters: ['张三'],
      query: 'INSERT …',
      driverError: Object.assign(new Error('duplicate key'), { where: 'COPY t, line 1: 张三' }),
    });
    const text = logged((log) => log.error({ err: error }, 'failed'));
    expect(text).not.toContain('张三');
    expect(JSON.parse(text)).toMatchObject({ err: { code: '23505', message: error.message } });
    expect((JSON.parse(text) as { err: { stack: string } }).err.stack).toContain('log.spec');
  });

  it.each(['91330100MA27XXXXX1', 'ZL202310123456.7', '018f3c2a-13812345678a', '2026-11-24T00:00:00.000Z'])(
    'keeps %s',
    (text) => {
      expect(logged((log) => log.info(text))).toContain(text);
    },
  );
});
