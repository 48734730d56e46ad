// Our relay alone, as a service runs it.
import { openEventLog, Relay } from '@xianjie/messaging';
import { setTimeout as sleep } from 'node:timers/promises';
import { quiet, serve, setting } from './serve.js';

const log = await openEventLog(setting('EVENT_LOG'), { clientId: 'bench-relay' });
const relay = new Relay({
  databaseUrl: setting('DATABASE_URL'),
  log,
  service: 'lead-reporting',
  topics: ['lead-reporting.lead'],
  logger: quiet,
});
// The log is reached before the clock starts, as the rival's is.
await log.partitions(['lead-reporting.lead']);

/** Events sent and deleted, at least: checkpoints are written first, and counted when they are. */
function sent(): number {
  const { sentTotal, checkpointsTotal } = relay.stats();
  return sentTotal - checkpointsTotal;
}

/** Sends all there is; answers how long that took, from the start of the relay on. */
async function drain({ count }: { count: number }): Promise<{ ms: number }> {
  const began = performance.now();
  await relay.start();
  while (sent() < count) await sleep(2);
  return { ms: performance.now() - began };
}

serve(
  {
    drain,
    start: () => relay.start(),
    isActive: async () => relay.stats().active,
  },
  async () => {
    await relay.stop();
    await log.close();
  },
);
