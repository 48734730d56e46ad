import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { freePort } from './free-port.js';
import { javaCommand, kafkaClassPath } from './kafka-jars.js';
import { ServerProcess, type ServerExit } from './server-process.js';

const run = promisify(execFile);

export interface KafkaServerOptions {
  /** 1 unless told. With 3: replication 3, min.insync.replicas 2. */
  readonly brokers?: number;
  /** Where the brokers keep their files; a temporary folder unless told. An existing one is continued. */
  readonly dataDir?: string;
  /** Of the first broker: taken where it is free, else another. */
  readonly port?: number;
  /** Keeps the files after `stop`; false unless told. */
  readonly persistent?: boolean;
  /** Heap of each broker in MB: 160, the least it lives in, unless told. */
  readonly heapMb?: number;
  /** Further broker settings, such as `{ 'message.max.bytes': '2000000' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface KafkaBroker {
  readonly id: number;
  /** `host:port`. */
  readonly address: string;
  readonly port: number;
  readonly dataDir: string;
  readonly logFile: string;
  readonly pid: number | undefined;
  onExit(listener: (exit: ServerExit) => void): () => void;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** SIGSTOP. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** SIGTERM: moves its leaderships away first. */
  stop(): Promise<void>;
  /** On the same files and port, after it ended; waits until its port answers. */
  restart(): Promise<void>;
}

/** An Apache Kafka of one's own. */
export interface KafkaServer {
  /** `kafka://host:port,…`, as `openEventLog` takes it. */
  readonly address: string;
  readonly dataDir: string;
  readonly brokers: readonly KafkaBroker[];
  stop(): Promise<void>;
}

interface Node {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  readonly dir: string;
}

/**
 * Starts Apache Kafka in KRaft mode: each node is broker and controller (212 MB resident, ready in 3-5 s). Needs Java 17+, and
 * Maven at the very first time; throws when it cannot be had.
 */
export async function startKafkaServer(options: KafkaServerOptions = {}): Promise<KafkaServer> {
  const classPath = kafkaClassPath();
  const persistent = options.persistent ?? false;
  const dataDir = options.dataDir ? resolve(options.dataDir) : mkdtempSync(join(tmpdir(), 'xianjie-kafka-'));
  mkdirSync(dataDir, { recursive: true });
  const nodes: Node[] = [];
  for (let id = 1; id <= (options.brokers ?? 1); id += 1) {
    const port = await freePort(id === 1 ? options.port : undefined);
    nodes.push({ id, port, controllerPort: await freePort(), dir: join(dataDir, `broker-${id}`) });
  }
  const heapMb = options.heapMb ?? 160;
  const servers = nodes.map((node) => nodeProcess(classPath, node, heapMb, persistent ? undefined : dataDir));
  try {
    const cluster = clusterId(dataDir);
    await Promise.all(nodes.map((node) => format(classPath, node, nodes, options.settings, cluster)));
    await Promise.all(servers.map((server) => server.start()));
    await allRegistered(nodes);
  } catch (error) {
    await Promise.all(servers.map((server) => server.kill()));
    if (!persistent) rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  return {
    address: `kafka://${nodes.map((node) => `127.0.0.1:${node.port}`).join(',')}`,
    dataDir,
    brokers: nodes.map((node, at) => broker(node, servers[at]!)),
    stop: async () => {
      await Promise.all(servers.map((server) => (persistent ? server.stop() : server.kill())));
      if (!persistent) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function broker(node: Node, server: ServerProcess): KafkaBroker {
  return {
    id: node.id,
    address: `127.0.0.1:${node.port}`,
    port: node.port,
    dataDir: node.dir,
    logFile: `${node.dir}.log`,
    get pid() {
      return server.pid;
    },
    onExit: (listener) => server.onExit(listener),
    kill: () => server.kill(),
    pause: () => server.pause(),
    resume: () => server.resume(),
    stop: () => server.stop(),
    restart: () => server.start(),
  };
}

function nodeProcess(classPath: string, node: Node, heapMb: number, temporaryDir?: string): ServerProcess {
  const memory = ['-Xms96m', `-Xmx${heapMb}m`, '-XX:+UseSerialGC'];
  return new ServerProcess(`Kafka broker ${node.id} on port ${node.port}`, {
    file: javaCommand(),
    args: [...memory, '-cp', classPath, 'kafka.Kafka', `${node.dir}.properties`],
    logFile: `${node.dir}.log`,
    stopSignal: 'SIGTERM',
    ready: () => listens(node.port),
    ...(temporaryDir === undefined ? {} : { temporaryDir }),
  });
}

/** One id for the life of the data folder. */
function clusterId(dataDir: string): string {
  const file = join(dataDir, 'cluster-id');
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString('base64url').replace(/^-/, 'x'));
  return readFileSync(file, 'utf8');
}

/** Writes the node's settings (ports may differ from the last start) and prepares its folder at the first start. */
async function format(
  classPath: string,
  node: Node,
  nodes: readonly Node[],
  settings: Readonly<Record<string, string>> | undefined,
  cluster: string,
): Promise<void> {
  const properties = { ...brokerSettings(node, nodes), ...settings };
  const file = `${node.dir}.properties`;
  writeFileSync(
    file,
    Object.entries(properties)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  if (existsSync(join(node.dir, 'meta.properties'))) return;
  const args = ['-Xmx160m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath];
  await run(javaCommand(), [...args, 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', file]);
}

function brokerSettings(node: Node, nodes: readonly Node[]): Record<string, string> {
  const replicas = String(Math.min(3, nodes.length));
  const inSync = nodes.length >= 3 ? '2' : '1';
  return {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    'controller.quorum.voters': nodes.map((each) => `${each.id}@127.0.0.1:${each.controllerPort}`).join(','),
    listeners: `BROKER://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'BROKER',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': node.dir,
    'auto.create.topics.enable': 'false',
    'unclean.leader.election.enable': 'false',
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': '1',
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.num.partitions': '1',
    'transaction.state.log.min.isr': inSync,
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    // A dead broker is noticed after 3 s instead of 9 s.
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
    // These three let a broker live in 160 MB of heap.
    'log.cleaner.dedupe.buffer.size': '4194304',
    'log.cleaner.threads': '1',
    'log.index.size.max.bytes': '1048576',
    'num.network.threads': '2',
    'num.io.threads': '4',
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** A port answers a little before the cluster knows its brokers; topics can be made from here on. */
async function allRegistered(nodes: readonly Node[]): Promise<void> {
  const kafka = new Kafka({
    brokers: nodes.map((node) => `127.0.0.1:${node.port}`),
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50, maxRetryTime: 200, retries: 100 },
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    while ((await admin.describeCluster()).brokers.length < nodes.length) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await admin.disconnect();
  }
}
