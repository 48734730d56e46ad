import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { logLevel } from 'kafkajs';
import { brokersOf, fromKafka, kafkaConfig } from './kafka-client.js';

const require = createRequire(import.meta.url);

describe('the address of a Kafka log', () => {
  it('names brokers', () => {
    expect(brokersOf('kafka://a:9092, b.c:1,[::1]:9094/')).toEqual(['a:9092', 'b.c:1', '[::1]:9094']);
  });

  it.each(['kafka://', 'kafka://a', 'kafka://a:9092,,b:1', 'kafka://user:secret@a:9092'])(
    'refuses %s',
    (address) => {
      expect(() => brokersOf(address)).toThrow('no list of brokers');
    },
  );
});

describe("kafkajs's log lines", () => {
  function pass(level: logLevel, label: string, message: string): string[] {
    const seen: string[] = [];
    const logger = (at: string) => void seen.push(at);
    const config = kafkaConfig({ brokers: ['a:1'], clientId: 'test', logger });
    config.logCreator!(logLevel.INFO)({ level, label, namespace: 'n', log: { message, timestamp: '' } });
    return seen;
  }

  it('are quiet about connections that are retried', () => {
    expect(pass(logLevel.ERROR, 'ERROR', 'Connection error: connect ECONNREFUSED')).toEqual(['debug']);
    expect(pass(logLevel.WARN, 'WARN', 'The group is rebalancing, re-joining')).toEqual(['debug']);
  });

  it('are passed on where they are news', () => {
    expect(pass(logLevel.ERROR, 'ERROR', 'Offset out of range, resetting to default offset')).toEqual([
      'error',
    ]);
  });
});

describe('an idle connection of kafkajs', () => {
  it('has no timer that fires a thousand times a second', () => {
    kafkaConfig({ brokers: ['a:1'], clientId: 'test', logger: () => undefined });
    const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: object) => {
      throttleCheckTimeoutId: unknown;
      scheduleCheckPendingRequests(): void;
      pending: unknown[];
      destroy(): void;
    };
    const queue = new RequestQueue({ logger: { debug: () => undefined } });
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
    queue.pending.push({});
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    queue.destroy();
  });
});

describe("kafkajs's errors", () => {
  it('are topic-missing only where a topic is missing, however deep that is said', () => {
    const cause = Object.assign(new Error('x'), { type: 'UNKNOWN_TOPIC_OR_PARTITION' });
    const error = new Error('retries exceeded', { cause: new Error('y', { cause }) });
    expect(fromKafka(error, 'appending', 't')).toMatchObject({
      kind: 'not-found',
      code: 'event-log.topic-missing',
    });
    expect(fromKafka(error, 'appending')).toMatchObject({ kind: 'unavailable' });
    expect(fromKafka(new Error('z'), 'appending', 't')).toMatchObject({ kind: 'unavailable' });
  });
});
