import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PartnerFiles } from './partners.js';
import { isAlive, type ProcessIdentity } from './process-identity.js';

/** A process of the stack, noted as soon as it runs, so that a later start can end what a killed one left. */
export interface NotedProcess extends ProcessIdentity {
  readonly name: string;
  readonly kind: 'service' | 'issuer' | 'broker' | 'database';
}

/** Where one service is. */
export interface ServiceAddress {
  readonly url: string;
  readonly databaseUrl: string;
}

/** `.data/stack.json`: what runs, and where; commands read it to find the local stack. */
export interface StackFile {
  readonly launcher: ProcessIdentity | null;
  /** ISO instant at which the line `ready` was printed; null before. */
  readonly readyAt: string | null;
  readonly processes: readonly NotedProcess[];
  /** Ports of the last run by name; taken again where they are free. */
  readonly ports: Readonly<Record<string, number>>;
  readonly eventLog: { readonly kind: string; readonly address: string } | null;
  readonly postgres: { readonly address: string } | null;
  /** What moves the services' clock; see `stack-clock.ts`. */
  readonly clock: { readonly file: string } | null;
  readonly issuer: { readonly url: string; readonly audience: string } | null;
  readonly services: Readonly<Record<string, ServiceAddress>>;
  /** Where people work. */
  readonly console: { readonly url: string } | null;
  /** The police systems, which the simulators play. */
  readonly partners: PartnerFiles | null;
}

export const emptyStack: StackFile = {
  launcher: null,
  readyAt: null,
  processes: [],
  ports: {},
  eventLog: null,
  postgres: null,
  clock: null,
  issuer: null,
  services: {},
  console: null,
  partners: null,
};

export function stackFilePath(dataRoot: string): string {
  return join(dataRoot, 'stack.json');
}

/** What the file says; an empty stack where it is missing or cannot be read. */
export function readStack(dataRoot: string): StackFile {
  try {
    const found = JSON.parse(readFileSync(stackFilePath(dataRoot), 'utf8')) as Partial<StackFile>;
    return { ...emptyStack, ...found };
  } catch {
    return emptyStack;
  }
}

/** The stack that runs now; undefined where its launcher is gone. */
export function runningStack(dataRoot: string): StackFile | undefined {
  const stack = readStack(dataRoot);
  return stack.launcher && isAlive(stack.launcher) ? stack : undefined;
}

/** Replaces the file in one step; it holds local passwords, so only its owner reads it. */
export function writeStack(dataRoot: string, stack: StackFile): void {
  const file = stackFilePath(dataRoot);
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  try {
    writeFileSync(partial, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}
