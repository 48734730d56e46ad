import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeys, type GeneratedKeys, type PartnerKeysConfig } from '@xianjie/envelopes';

/** The name by which partner systems know this platform in what is signed and sealed. */
export const PLATFORM = 'xianjie';

type Suite = 'SM' | 'INTL';

type SystemChannel = 'http' | 'kafka' | 'directory' | 'platform';

/** The police systems of the local stack: one of each kind. All other organs are reached by paper. */
const POLICE = [
  { organ: 'police-hangzhou', suite: 'SM', channel: 'http', port: 3201 },
  { organ: 'police-shenzhen', suite: 'INTL', channel: 'kafka', port: 3202 },
  { organ: 'police-guangdong', suite: 'SM', channel: 'directory', port: 3203 },
  { organ: 'police-zhejiang', suite: 'INTL', channel: 'platform', port: 3204 },
] as const satisfies readonly { organ: string; suite: Suite; channel: SystemChannel; port: number }[];

/** By which the platform of a province knows case-transfer, and agencies and organs. */
export const PLATFORM_APP = 'xianjie-local';
const UNITS = {
  'police-zhejiang': '330000-GA',
  'police-hangzhou': '330100-GA',
  'ip-zhejiang': '330000-ZSCQ',
  'ip-hangzhou': '330100-ZSCQ',
  'ip-ningbo': '330200-ZSCQ',
  'ip-wenzhou': '330300-ZSCQ',
  'ip-jiaxing': '330400-ZSCQ',
};

/** A police system as its simulator finds it. */
export interface PoliceAddress {
  readonly channel: SystemChannel;
  /** Where it listens, if it is called. */
  readonly port: number;
  /** Its own private keys, and the platform's public ones. */
  readonly keys: string;
  /** What a front-end node would carry. */
  readonly directory: string;
  /** File with the secret by which a provincial platform knows its callers. */
  readonly secret: string;
}

export interface PartnerFiles {
  /** How each police organ is reached: the setting PARTNERS of case-transfer. */
  readonly partners: string;
  /** The platform's own keys, and the police systems' public ones: PARTNER_KEYS. */
  readonly keys: string;
  readonly police: Readonly<Record<string, PoliceAddress>>;
}

interface Choices {
  /** False where the log is no Kafka: then all are called. */
  readonly byTopic: boolean;
  /** A port for each, once for all runs. */
  readonly portFor: (organ: string, preferred: number) => Promise<number>;
}

/** Writes what case-transfer and the police simulators need. Keys are made at the first start and then kept with the data. */
export async function writePartnerFiles(
  dataDir: string,
  { byTopic, portFor }: Choices,
): Promise<PartnerFiles> {
  const folder = join(dataDir, 'partners');
  mkdirSync(folder, { recursive: true });
  const keys = writeKeys(folder);
  const police: Record<string, PoliceAddress> = {};
  for (const { organ, channel, port } of POLICE) {
    police[organ] = {
      channel: channel === 'kafka' && !byTopic ? 'http' : channel,
      port: await portFor(organ, port),
      keys: keyFile(folder, organ),
      directory: join(folder, organ),
      secret: join(folder, `${organ}.secret`),
    };
    prepare(police[organ]);
  }
  const partners = join(folder, 'partners.json');
  writeJson(partners, Object.entries(police).map(partnerOf));
  return { partners, keys, police };
}

/** The police organ that is called although it has topics, for want of Kafka. */
export function calledForWantOfKafka(): string[] {
  return POLICE.filter(({ channel }) => channel === 'kafka').map(({ organ }) => organ);
}

function prepare({ channel, directory, secret }: PoliceAddress): void {
  if (channel === 'directory')
    for (const name of ['in', 'out']) mkdirSync(join(directory, name), { recursive: true });
  if (channel === 'platform' && !existsSync(secret))
    writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 });
}

function partnerOf([organ, { channel, port, directory, secret }]: [string, PoliceAddress]): object {
  if (channel === 'kafka') return { organ, channel };
  if (channel === 'directory') return { organ, channel, directory };
  if (channel === 'platform') {
    const address = `http://127.0.0.1:${port}`;
    const known = { appKey: PLATFORM_APP, secretFile: secret, units: UNITS };
    return { organ, channel, adapter: 'liangfa', address, ...known, timeoutMs: 3000 };
  }
  return { organ, channel, deliverTo: `http://127.0.0.1:${port}/deliveries`, timeoutMs: 3000 };
}

const keyFile = (folder: string, party: string): string => join(folder, `${party}.keys.json`);

function writeKeys(folder: string): string {
  const file = keyFile(folder, PLATFORM);
  if (existsSync(file) && POLICE.every(({ organ }) => knows(file, organ))) return file;
  const suites = [...new Set(POLICE.map(({ suite }) => suite))];
  const ours = new Map(suites.map((suite) => [suite, newKeys(suite, `${PLATFORM}-${suite.toLowerCase()}`)]));
  const theirs = POLICE.map(({ organ, suite }) => ({ organ, suite, keys: newKeys(suite, organ) }));
  for (const { organ, suite, keys } of theirs) {
    const platform = { id: PLATFORM, suite, keys: ours.get(suite)!.shared };
    writeKeyFile(keyFile(folder, organ), { self: organ, own: keys.own, partners: [platform] });
  }
  writeKeyFile(file, {
    self: PLATFORM,
    own: [...ours.values()].flatMap(({ own }) => own),
    partners: theirs.map(({ organ, suite, keys }) => ({ id: organ, suite, keys: keys.shared })),
  });
  return file;
}

function knows(file: string, organ: string): boolean {
  const { partners } = JSON.parse(readFileSync(file, 'utf8')) as PartnerKeysConfig;
  return partners.some(({ id }) => id === organ);
}

function newKeys(suite: Suite, name: string): GeneratedKeys {
  const validFrom = new Date(Date.now() - 86_400_000);
  const validTo = new Date(validFrom);
  validTo.setUTCFullYear(validTo.getUTCFullYear() + 10);
  return generateKeys(suite, { name, validFrom, validTo });
}

const writeKeyFile = (file: string, config: PartnerKeysConfig): void => writeJson(file, config);

function writeJson(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
