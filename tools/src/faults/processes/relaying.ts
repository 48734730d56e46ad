import { openEventLog, Relay } from '@xianjie/messaging';
import { consoleLogger } from './logging.js';
import { withPoints, type Points } from './points.js';
import { setting } from './serve.js';
import { CHANGED_TOPIC, PASSED_ON_TOPIC } from './events.js';

/** The relay of this process's service, with the points at which a test can stop it. */
export async function startRelay(points: Points): Promise<Relay> {
  const log = await openEventLog(setting('EVENT_LOG'), {
    clientId: `${setting('NAME')}-relay`,
    logger: (level, message, details) => void (level !== 'debug' && consoleLogger[level](message, details)),
  });
  const service = setting('SERVICE');
  const relay = new Relay({
    databaseUrl: setting('DATABASE_URL'),
    log: withPoints(log, points),
    service,
    topics: [CHANGED_TOPIC, PASSED_ON_TOPIC].filter((topic) => topic.startsWith(`${service}.`)),
    logger: consoleLogger,
    checkpointMs: Number(setting('CHECKPOINT_MS')),
  });
  await relay.start();
  return relay;
}
