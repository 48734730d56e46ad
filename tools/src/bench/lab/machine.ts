import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../../stack/paths.js';
import { KAFKA_HEAP_MB, POSTGRES_SETTINGS } from './lab.js';

/** What the figures were measured on. No names of hosts, no paths. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgres: string;
  readonly kafka: string;
  readonly postgresSettings: Readonly<Record<string, string>>;
  readonly kafkaHeapMb: number;
}

export function machine(postgres: string): Machine {
  const pom = readFileSync(join(root, 'deploy', 'kafka', 'pom.xml'), 'utf8');
  const [, kafka = 'unknown'] = /<kafka\.version>([^<]+)</.exec(pom) ?? [];
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres,
    kafka,
    postgresSettings: POSTGRES_SETTINGS,
    kafkaHeapMb: KAFKA_HEAP_MB,
  };
}
