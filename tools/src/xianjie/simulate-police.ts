import { readFileSync } from 'node:fs';
import { readPartnerKeys } from '@xianjie/envelopes';
import { openEventLog } from '@xianjie/messaging';
import { sampleOfficer } from '../api/sample-agency.js';
import { PoliceByDirectory } from '../simulators/police-directory.js';
import { PoliceByHttp } from '../simulators/police-http.js';
import { takeUsualStep, usualSteps } from '../simulators/police-officers.js';
import { PolicePlatform } from '../simulators/police-platform.js';
import type { PoliceSystem, ReceivedDelivery } from '../simulators/police-system.js';
import { PoliceByTopic } from '../simulators/police-topic.js';
import { PLATFORM, PLATFORM_APP } from '../stack/partners.js';
import type { Command, Invocation } from './command.js';
import { ExitCode, UsageError } from './exit-code.js';
import {
  agencyOf,
  choiceOf,
  mannerFlags,
  mannerOptions,
  mannersOf,
  messageOf,
  untilStopped,
} from './simulating.js';

export const simulatePolice: Command = {
  words: ['simulate', 'police'],
  operands: `[--answers usual|none] ${mannerFlags}`,
  about:
    'plays the system of a police organ until Ctrl-C: takes deliveries, acknowledges them, and unless told otherwise signs receipts and files; police-hangzhou unless told',
  options: { ...mannerOptions, answers: { type: 'string' } },
  takes: [0, 0],
  run,
};

async function run(invocation: Invocation): Promise<ExitCode> {
  const { options, output } = invocation;
  const organ = agencyOf(options, 'police-hangzhou');
  const answers = choiceOf(options['answers'], '--answers', ['usual', 'none']);
  const failed = (error: unknown) => output.warn(messageOf(error));
  const delivered = (delivery: ReceivedDelivery) => {
    output.tell(`${delivery.kind} ${delivery.deliveryId} of transfer ${delivery.transferId}`, delivery);
    if (answers === 'usual' && delivery.kind === 'TRANSFER')
      takeUsualSteps(invocation, system, delivery).catch(failed);
  };
  const { system, place, close } = await systemOf(invocation, organ, { delivered, failed });
  await system.start();
  output.say(`${organ} ${place}; Ctrl-C ends it`);
  await untilStopped();
  await system.stop();
  await close();
  return ExitCode.ok;
}

async function takeUsualSteps(
  { output }: Invocation,
  system: PoliceSystem,
  delivery: ReceivedDelivery,
): Promise<void> {
  const officer = sampleOfficer(system.organ, 0).name;
  for (const step of usualSteps) {
    const taken = await takeUsualStep(system, delivery, step, officer);
    const { status, stateNow, issues } = taken;
    const became = stateNow === null ? issues.join(', ') : `the case is ${stateNow}`;
    output.tell(`${step} by ${officer}: ${status}; ${became}`, taken);
  }
}

interface Told {
  readonly delivered: (delivery: ReceivedDelivery) => void;
  readonly failed: (error: unknown) => void;
}

interface Placed {
  readonly system: PoliceSystem;
  readonly place: string;
  close(): Promise<void>;
}

async function systemOf({ settings, options }: Invocation, organ: string, told: Told): Promise<Placed> {
  const manners = mannersOf(options);
  const address = settings.partners().police[organ];
  if (!address) throw new UsageError(`${organ} has no system in the local stack: it is reached by paper`);
  const keys = readPartnerKeys(address.keys);
  const common = { organ, platform: PLATFORM, keys, manners, ...told };
  if (address.channel === 'http') {
    const { port } = address;
    const system = new PoliceByHttp({ ...common, port, caseTransfer: settings.api('case-transfer', organ) });
    return { system, place: `listens on port ${port}`, close: async () => undefined };
  }
  if (address.channel === 'directory') {
    const { directory } = address;
    const system = new PoliceByDirectory({ ...common, directory });
    return { system, place: `reads ${directory}`, close: async () => undefined };
  }
  if (address.channel === 'platform') {
    const { port } = address;
    const secret = readFileSync(address.secret, 'utf8').trim();
    const system = new PolicePlatform({ ...common, port, appKey: PLATFORM_APP, secret });
    return { system, place: `works on a platform on port ${port}`, close: async () => undefined };
  }
  const log = await openEventLog(settings.eventLog(), { clientId: organ });
  return {
    system: new PoliceByTopic({ ...common, log }),
    place: 'reads its topic',
    close: () => log.close(),
  };
}
