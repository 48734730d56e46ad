import { isAlive, signalProcess } from '../stack/process-identity.js';
import { readStack, type NotedProcess } from '../stack/stack-file.js';
import { demand, PATIENCE_MS, until } from './until.js';

/** Kills no more than what the promise is about: the console's server holds nothing, and the token issuer is not ours in production. */
const SPARED: readonly string[] = ['issuer', 'console-server'];

/** The processes of the stack that may die in the middle of anything: services with their relays, broker, database. */
export function mortals(dataRoot: string): readonly NotedProcess[] {
  return readStack(dataRoot).processes.filter(({ name }) => !SPARED.includes(name));
}

/** SIGKILL to the process of that name as it runs now: it may have been started again since. */
export function kill(dataRoot: string, name: string): NotedProcess {
  const victim = readStack(dataRoot).processes.find((process) => process.name === name);
  demand(victim !== undefined && signalProcess(victim, 'SIGKILL'), `${name} does not run`);
  return victim;
}

/** Each that was killed runs again as another process, and every service makes progress. */
export async function revived(dataRoot: string, killed: readonly NotedProcess[]): Promise<void> {
  for (const victim of killed) {
    await until(`${victim.name} runs again`, PATIENCE_MS, async () => {
      const now = readStack(dataRoot).processes.find(({ name }) => name === victim.name);
      return now && now.pid !== victim.pid && isAlive(now) ? undefined : 'it has not been started again';
    });
  }
  for (const [name, { url }] of Object.entries(readStack(dataRoot).services)) {
    await until(`${name} is ready`, PATIENCE_MS, async () => {
      const answer = await fetch(`${url}/readyz`);
      return answer.ok ? undefined : await answer.text();
    });
  }
}
