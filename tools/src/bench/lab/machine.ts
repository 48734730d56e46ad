import { cpus, totalmem } from 'node:os';

/** What the figures were measured on. No names of hosts, no paths. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
}

/** The servers of a lab, with the settings that matter. */
export interface Servers {
  readonly postgres: string;
  readonly postgresSettings: Readonly<Record<string, string>>;
  readonly kafka: string;
  readonly kafkaHeapMb: number;
}

export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  };
}
