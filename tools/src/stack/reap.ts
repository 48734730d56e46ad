import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, signalProcess } from './process-identity.js';
import type { NotedProcess } from './stack-file.js';

/** How each kind is asked to end: PostgreSQL's fast shutdown is SIGINT, SIGTERM would wait for its clients. */
const orderly: Readonly<Record<NotedProcess['kind'], NodeJS.Signals>> = {
  service: 'SIGTERM',
  issuer: 'SIGTERM',
  broker: 'SIGTERM',
  database: 'SIGINT',
};

/**
 * Ends processes that an earlier launcher left: services first, so that they find their database while they finish. What is
 * alive after `graceMs` is killed. A recycled process id is never touched. Answers the names of those that were alive.
 */
export async function reap(processes: readonly NotedProcess[], graceMs = 3000): Promise<string[]> {
  const left = processes.filter(isAlive);
  await end(
    left.filter(({ kind }) => kind === 'service' || kind === 'issuer'),
    graceMs,
  );
  await end(
    left.filter(({ kind }) => kind === 'broker' || kind === 'database'),
    graceMs,
  );
  return left.map(({ name }) => name);
}

async function end(processes: readonly NotedProcess[], graceMs: number): Promise<void> {
  for (const each of processes) {
    signalProcess(each, 'SIGCONT'); // a frozen process does not hear the next one
    signalProcess(each, orderly[each.kind]);
  }
  await gone(processes, graceMs);
  for (const each of processes) signalProcess(each, 'SIGKILL');
  await gone(processes, 2000);
}

async function gone(processes: readonly NotedProcess[], withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (processes.some(isAlive) && Date.now() < deadline) await sleep(20);
}
