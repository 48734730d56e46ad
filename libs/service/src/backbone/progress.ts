import type { ConsumerStats, RelayStats } from '@xianjie/messaging';

/** Seconds without progress after which a part is said to have none. */
const PATIENCE_SECONDS = 30;

/** Why what the service says does not leave it; undefined where it does. */
export function relayObstacle(
  stats: Pick<RelayStats, 'missingTopics' | 'oldestAgeSeconds'>,
): string | undefined {
  const { missingTopics, oldestAgeSeconds } = stats;
  if (missingTopics.length > 0) return `the event log lacks topics: ${missingTopics.join(', ')}`;
  if (oldestAgeSeconds <= PATIENCE_SECONDS) return undefined;
  return `the oldest unsent event has waited for ${Math.round(oldestAgeSeconds)} s`;
}

/** Why what others say does not take effect here; undefined where it does. Parked keys alone are no obstacle. */
export function consumerObstacle(
  stats: Pick<ConsumerStats, 'stopped' | 'stalledSeconds'>,
): string | undefined {
  const stopped = Object.entries(stats.stopped);
  if (stopped.length > 0)
    return stopped.map(([partition, reason]) => `${partition} is stopped: ${reason}`).join('; ');
  if (stats.stalledSeconds <= PATIENCE_SECONDS) return undefined;
  return `events have waited for ${Math.round(stats.stalledSeconds)} s`;
}
