import { describe, expect, it } from '@jest/globals';
import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { classifyDatabaseError } from './index.js';

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

describe('classifyDatabaseError', () => {
  it.each([
    ['40001 serialisation failure', withCode('40001'), 'again'],
    ['40P01 deadlock', withCode('40P01'), 'again'],
    ['55P03 lock not available', withCode('55P03'), 'again'],
    ['08006 connection failure', withCode('08006'), 'unavailable'],
    ['53300 too many connections', withCode('53300'), 'unavailable'],
    ['57P01 admin shutdown', withCode('57P01'), 'unavailable'],
    ['57P03 starting up', withCode('57P03'), 'unavailable'],
    ['58030 io error', withCode('58030'), 'unavailable'],
    ['25P03 idle in transaction time-out', withCode('25P03'), 'unavailable'],
    ['25P04 transaction time-out', withCode('25P04'), 'unavailable'],
    ['ECONNREFUSED', withCode('ECONNREFUSED'), 'unavailable'],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 'unavailable'],
    [
      'a transaction whose connection broke between two statements',
      new QueryRunnerAlreadyReleasedError(),
      'unavailable',
    ],
    ['the same, asked by its manager', new QueryRunnerProviderAlreadyReleasedError(), 'unavailable'],
    ['a pool that waited in vain', new Error('timeout exceeded when trying to connect'), 'unavailable'],
    ['23505 unique violation', withCode('23505'), 'other'],
    ['22P02 invalid text', withCode('22P02'), 'other'],
    ['25P02 in failed transaction', withCode('25P02'), 'other'],
    ['no error of a database', new TypeError('x is undefined'), undefined],
    ['no error at all', 'text', undefined],
  ])('%s', (_name, error, expected) => {
    expect(classifyDatabaseError(error)).toBe(expected);
  });

  it('looks into the driver error of TypeORM and into causes', () => {
    expect(classifyDatabaseError(Object.assign(new Error('x'), { driverError: withCode('40P01') }))).toBe(
      'again',
    );
    expect(classifyDatabaseError(new Error('x', { cause: withCode('57P01') }))).toBe('unavailable');
  });

  it('ends on causes that go in a circle', () => {
    const circular = new Error('x');
    circular.cause = circular;
    expect(classifyDatabaseError(circular)).toBeUndefined();
  });
});
