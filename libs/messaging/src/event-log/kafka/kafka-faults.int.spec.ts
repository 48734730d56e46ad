import { createServer, connect, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  describeWithKafka,
  freePort,
  startKafka,
  startKafkaServer,
  uniqueName,
  type KafkaServer,
} from '@xianjie/testing';
import { AssignerProtocol, Kafka, logLevel, type PartitionAssigner } from 'kafkajs';
import { record, Subscriber, until } from '../event-log.suite.js';
import type { EventLog } from '../event-log.js';
import { openEventLog } from '../open-event-log.js';
import { brokersOf } from './kafka-client.js';

const PRODUCE = 0;

/** Stands between clients and a broker; while `cutting`, a produce request reaches the broker and its answer nobody. */
class Proxy {
  cutting = false;
  cuts = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(
    readonly port: number,
    private readonly target: () => number,
  ) {
    this.server = createServer((client) => this.accept(client));
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private accept(client: Socket): void {
    const broker = connect(this.target(), '127.0.0.1');
    let silent = false;
    for (const socket of [client, broker]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, broker].forEach((each) => each.destroy()));
    }
    client.on('data', (bytes: Buffer) => {
      broker.write(bytes);
      if (!this.cutting || bytes.length < 6 || bytes.readInt16BE(4) !== PRODUCE) return;
      silent = true;
      this.cuts += 1;
    });
    broker.on('data', (bytes) => {
      if (silent) client.destroy();
      else client.write(bytes);
    });
  }
}

describeWithKafka('Kafka, when it fails', () => {
  let kafka: KafkaServer;
  let proxy: Proxy;
  let log: EventLog;

  beforeAll(async () => {
    const port = await freePort();
    proxy = new Proxy(port, () => kafkaPort);
    await proxy.listen();
    const kafkaPort = await freePort();
    kafka = await startKafkaServer({
      port: kafkaPort,
      settings: { 'advertised.listeners': `BROKER://127.0.0.1:${port}` },
    });
    log = await openEventLog(`kafka://127.0.0.1:${port}`, { clientId: 'faults' });
  });
  afterAll(async () => {
    await log?.close();
    proxy?.close();
    await kafka?.stop();
  });

  async function topic(partitions = 1): Promise<string> {
    const name = uniqueName('faults');
    await log.createTopics([{ name, partitions }]);
    return name;
  }

  it('stores what it acknowledges after an append that was refused but stored', async () => {
    const at = { topic: await topic(), partition: 0 };
    await log.append(at, [record('before')]);
    proxy.cutting = true;
    await expect(log.append(at, [record('refused')])).rejects.toMatchObject({ kind: 'unavailable' });
    proxy.cutting = false;
    expect(proxy.cuts).toBeGreaterThan(0);
    const { baseOffset } = await log.append(at, [record('acknowledged')]);
    expect(await log.read(at, baseOffset, 1)).toMatchObject([{ key: 'acknowledged' }]);
    const keys = (await log.read(at, 0n, 100)).map(({ key }) => key);
    expect(keys).toContain('refused'); // it was stored, so an idempotent producer would have lost the next one
  });

  it('goes on with subscribers and senders after its broker was killed and started again', async () => {
    const name = await topic(3);
    const one = await new Subscriber().subscribe(log, uniqueName('g'), [name]);
    let failed: unknown;
    one.subscription.failed.catch((error: unknown) => (failed = error));
    for (const partition of [0, 1, 2])
      await log.append({ topic: name, partition }, [record(`a${partition}`)]);
    await until('the first ones', () => one.seen.length === 3);
    await kafka.brokers[0]!.kill();
    await expect(log.append({ topic: name, partition: 0 }, [record('lost')])).rejects.toMatchObject({
      kind: 'unavailable',
    });
    await kafka.brokers[0]!.restart();
    for (const partition of [0, 1, 2]) {
      await until('an append', () =>
        log.append({ topic: name, partition }, [record(`b${partition}`)]).then(
          () => true,
          () => false,
        ),
      );
    }
    await until('the last ones', () => ['b0', 'b1', 'b2'].every((key) => one.keys.includes(key)));
    expect(failed).toBeUndefined();
    expect(one.outOfRange).toEqual([]);
    await one.subscription.stop();
  });
});

describeWithKafka('A subscription on Kafka', () => {
  it('says so when kafkajs dies for good, instead of living on and reading nothing', async () => {
    const server = await startKafka();
    const log = await openEventLog(server.address, { clientId: 'dies' });
    const name = uniqueName('faults');
    await log.createTopics([{ name, partitions: 1 }]);
    const group = uniqueName('g');
    // A member that shares partitions by another protocol: the group refuses ours, and kafkajs gives up.
    const kafka = new Kafka({ brokers: brokersOf(server.address), logLevel: logLevel.NOTHING });
    const stranger: PartitionAssigner = () => ({
      name: 'other',
      version: 1,
      assign: async () => [],
      protocol: ({ topics }) => ({
        name: 'other',
        metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }),
      }),
    });
    const consumer = kafka.consumer({ groupId: group, partitionAssigners: [stranger], maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topics: [name] });
    const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
    await consumer.run({ eachMessage: async () => undefined });
    await joined;

    const subscription = await log.subscribe({
      group,
      topics: [name],
      start: async () => 0n,
      deliver: async ({ end }) => ({ at: end, afterMs: 0 }),
      revoked: () => undefined,
      outOfRange: async () => undefined,
    });
    await expect(subscription.failed).rejects.toMatchObject({ code: 'event-log.subscription-died' });
    await subscription.stop();
    await consumer.disconnect();
    await log.close();
  });

  it('commits group offsets for outside tools, and does not read them', async () => {
    const server = await startKafka();
    const log = await openEventLog(server.address, { clientId: 'commits' });
    const name = uniqueName('faults');
    await log.createTopics([{ name, partitions: 1 }]);
    await log.append({ topic: name, partition: 0 }, [record('a'), record('b')]);
    const group = uniqueName('g');
    const one = await new Subscriber().subscribe(log, group, [name]);
    await until('both', () => one.seen.length === 2);
    await one.subscription.stop();
    const admin = new Kafka({ brokers: brokersOf(server.address), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const offsets = await admin.fetchOffsets({ groupId: group, topics: [name] });
    expect(offsets).toMatchObject([{ partitions: [{ partition: 0, offset: '2' }] }]);
    await admin.disconnect();
    const again = await new Subscriber().subscribe(log, group, [name]); // its own position is 0
    await until('both again', () => again.seen.length === 2);
    await again.subscription.stop();
    await log.close();
  });

  it('is refused unsafe topics, each named', async () => {
    const server = await startKafka();
    const log = await openEventLog(server.address, { clientId: 'safety', singleBroker: false });
    const name = uniqueName('faults');
    const admin = new Kafka({ brokers: brokersOf(server.address), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const configEntries = [{ name: 'cleanup.policy', value: 'compact' }];
    await admin.createTopics({ topics: [{ topic: name, numPartitions: 1, configEntries }] });
    await admin.disconnect();
    const refusal = {
      kind: 'conflict',
      message: expect.stringMatching(/compact.*replication is 1.*min\.insync\.replicas is 1/),
    };
    await expect(log.checkSafety([name])).rejects.toMatchObject(refusal);
    const single = await openEventLog(server.address, { clientId: 'safety', singleBroker: true });
    const fine = uniqueName('faults');
    await single.createTopics([{ name: fine, partitions: 1 }]);
    await single.checkSafety([fine]);
    await expect(single.checkSafety([name])).rejects.toMatchObject({
      message: expect.not.stringContaining('replication is'),
    });
    await Promise.all([log.close(), single.close()]);
  });
});
