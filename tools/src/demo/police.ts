import { readPartnerKeys } from '@xianjie/envelopes';
import { openEventLog } from '@xianjie/messaging';
import { PoliceByHttp } from '../simulators/police-http.js';
import type { PoliceSystem } from '../simulators/police-system.js';
import { PoliceByTopic } from '../simulators/police-topic.js';
import { PLATFORM } from '../stack/partners.js';
import type { Scene } from './scene.js';

/** The system of a police organ, running; `by` says how it is reached. */
export interface RunningPolice {
  readonly system: PoliceSystem;
  readonly by: string;
  stop(): Promise<void>;
}

/** Starts the simulator of a police organ of the local stack, as the stack's configuration has it reached. */
export async function startPolice({ stack, actors, progress }: Scene, organ: string): Promise<RunningPolice> {
  const { channel, port, keys: file } = stack.partners!.police[organ]!;
  const keys = readPartnerKeys(file);
  const suite = keys.partner(PLATFORM).suite;
  const failed = (error: unknown) => progress.say(`the system of ${organ} tries again: ${String(error)}`);
  const common = { organ, platform: PLATFORM, keys, manners: {}, failed };
  if (channel === 'http') {
    const system = new PoliceByHttp({ ...common, port, caseTransfer: actors.system('case-transfer', organ) });
    await system.start();
    return { system, by: `by HTTP on port ${port}, signed in suite ${suite}`, stop: () => system.stop() };
  }
  const log = await openEventLog(stack.eventLog!.address, { clientId: `${organ}-system` });
  const system = new PoliceByTopic({ ...common, log });
  await system.start();
  const stop = async () => {
    await system.stop();
    await log.close();
  };
  return { system, by: `by a topic of its own, sealed in suite ${suite}`, stop };
}
