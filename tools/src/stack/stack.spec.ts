import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { chooseEventLog } from './event-log-choice.js';
import { errorIn } from './log-watcher.js';
import { identify, isAlive, signalProcess } from './process-identity.js';
import { Progress } from './progress.js';
import { reap } from './reap.js';
import { secretsOf } from './secrets.js';
import { services } from './services.js';
import { emptyStack, readStack, runningStack, writeStack } from './stack-file.js';
import { deployedTopics } from './topics.js';

const folder = () => mkdtempSync(join(tmpdir(), 'xianjie-stack-'));

/** A process that ends on SIGTERM only if it is told to. */
async function sleeper(obstinate = false) {
  const script = `${obstinate ? "process.on('SIGTERM', () => {});" : ''} setInterval(() => {}, 1000); console.log('up')`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    identity: identify(child.pid!)!,
    ended: new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal))),
  };
}

describe('the choice of an event log', () => {
  it.each([
    [undefined, undefined, { kind: 'kafka', folder: 'kafka' }],
    ['', undefined, { kind: 'kafka' }],
    ['embedded', undefined, { kind: 'embedded', folder: 'embedded' }],
    ['kafka', undefined, { kind: 'kafka' }],
    ['kafka://a:9092,b:9092', 'no Java', { kind: 'brokers', address: 'kafka://a:9092,b:9092' }],
  ])('takes EVENT_LOG=%s, with Kafka hindered by %s, for %j', (word, obstacle, choice) => {
    expect(chooseEventLog(word, () => obstacle)).toMatchObject(choice);
  });

  it('falls back to PostgreSQL where there is no Kafka, with a notice of one line', () => {
    const choice = chooseEventLog(undefined, () => 'no Java 17+ was found');
    expect(choice).toMatchObject({
      kind: 'embedded',
      notice: expect.stringMatching(/^Notice: .*no Java 17\+ was found.*$/),
    });
  });

  it('refuses what it does not know, and Kafka where there is none', () => {
    expect(() => chooseEventLog('rabbit', () => undefined)).toThrow('EVENT_LOG=rabbit is none of');
    expect(() => chooseEventLog('kafka', () => 'no Java')).toThrow('EVENT_LOG=kafka, but no Java');
  });

  it('keeps the data of different brokers apart', () => {
    const folders = ['kafka://a:1', 'kafka://b:1'].map(
      (word) => chooseEventLog(word, () => undefined).folder,
    );
    expect(new Set(folders).size).toBe(2);
  });
});

describe('a process of the stack', () => {
  it('is told from a later one with the same id', async () => {
    const { identity, ended } = await sleeper();
    expect(isAlive(identity)).toBe(true);
    expect(isAlive({ ...identity, began: 'another time' })).toBe(false);
    expect(signalProcess({ ...identity, began: 'another time' }, 'SIGKILL')).toBe(false);
    signalProcess(identity, 'SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(isAlive(identity)).toBe(false);
  });

  it('is reaped in order, by force where it does not listen; a stranger is left alone', async () => {
    const [willing, obstinate, stranger] = await Promise.all([sleeper(), sleeper(true), sleeper()]);
    const reaped = await reap(
      [
        { ...willing.identity, name: 'willing', kind: 'service' },
        { ...obstinate.identity, name: 'obstinate', kind: 'service' },
        { ...stranger.identity, began: 'another time', name: 'recycled', kind: 'service' },
      ],
      300,
    );
    expect(reaped).toEqual(['willing', 'obstinate']);
    expect(await willing.ended).toBe('SIGTERM');
    expect(await obstinate.ended).toBe('SIGKILL');
    expect(isAlive(stranger.identity)).toBe(true);
    signalProcess(stranger.identity, 'SIGKILL');
  });
});

describe('stack.json', () => {
  it('tells of a stack that runs, and only to its owner', () => {
    const data = folder();
    writeStack(data, { ...emptyStack, launcher: identify(process.pid)!, ports: { kafka: 9092 } });
    expect(runningStack(data)?.ports).toEqual({ kafka: 9092 });
    expect(statSync(join(data, 'stack.json')).mode & 0o077).toBe(0);
  });

  it('of a launcher that is gone tells of none that runs', () => {
    const data = folder();
    writeStack(data, { ...emptyStack, launcher: { pid: process.pid, began: 'another time' } });
    expect(runningStack(data)).toBeUndefined();
    expect(readStack(data).launcher?.pid).toBe(process.pid);
  });

  it('that was cut off counts as none', () => {
    const data = folder();
    writeFileSync(join(data, 'stack.json'), '{"launcher": {"pi');
    expect(readStack(data)).toEqual(emptyStack);
  });
});

describe('secrets of the local stack', () => {
  it('are made once, in the form the service asks for', () => {
    const data = folder();
    const service = services.find(({ name }) => name === 'lead-reporting')!;
    const made = secretsOf(data, service);
    expect(made['PERSONAL_KEYS']).toMatch(/^local:[A-Za-z0-9+/]{43}=$/);
    expect(secretsOf(data, service)).toEqual(made);
    expect(JSON.parse(readFileSync(join(data, 'lead-reporting.secrets.json'), 'utf8'))).toEqual(made);
  });
});

describe('an error in a log', () => {
  it.each([
    ['{"level":30,"msg":"listening"}', undefined],
    ['{"level":50,"msg":"failed","err":{"message":"no such table"}}', 'failed: no such table'],
    ['{"level":"error","msg":"failed"}', 'failed'],
    ['{"level":"info","msg":"an error word"}', undefined],
    ['{"level":50', undefined],
    ['Error: Cannot find module', 'Error: Cannot find module'],
    ['TypeError: x is no function', 'TypeError: x is no function'],
    ['    at main (file.js:1:1)', undefined],
  ])('is found in %s', (line, error) => {
    expect(errorIn(line)).toBe(error);
  });
});

describe('topics', () => {
  it('of deploy/topics.yaml are those of the schemas and the requests', () => {
    const names = deployedTopics().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['lead-reporting.lead', 'exam-exchange.patent-status', 'messaging.requests']),
    );
  });

  it('named twice or misspelt are refused', () => {
    const file = join(folder(), 'topics.yaml');
    const topic = '  - { name: a.b, partitions: 1, retentionDays: 1, about: x }\n';
    writeFileSync(file, `topics:\n${topic}${topic}`);
    expect(() => deployedTopics(file)).toThrow('twice');
    writeFileSync(file, `topics:\n  - { name: a.b, partition: 1, retentionDays: 1, about: x }\n`);
    expect(() => deployedTopics(file)).toThrow();
  });
});

describe('progress', () => {
  it('stands behind the time since the start', () => {
    const lines: string[] = [];
    new Progress((line) => lines.push(line)).say('PostgreSQL on port 1');
    expect(lines[0]).toMatch(/^\[ {2}0\.\d s\] PostgreSQL on port 1$/);
  });
});
