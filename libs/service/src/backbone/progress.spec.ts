import { describe, expect, it } from '@jest/globals';
import { consumerObstacle, relayObstacle } from './progress.js';

describe('progress', () => {
  it.each([
    [{ missingTopics: [], oldestAgeSeconds: 0 }, undefined],
    [{ missingTopics: [], oldestAgeSeconds: 30 }, undefined],
    [{ missingTopics: [], oldestAgeSeconds: 31 }, 'the oldest unsent event has waited for 31 s'],
    [{ missingTopics: ['a.b'], oldestAgeSeconds: 0 }, 'the event log lacks topics: a.b'],
  ])('of a relay with %j: %s', (stats, obstacle) => {
    expect(relayObstacle(stats)).toBe(obstacle);
  });

  it.each([
    [{ stopped: {}, stalledSeconds: 0 }, undefined],
    [{ stopped: {}, stalledSeconds: 45.4 }, 'events have waited for 45 s'],
    [{ stopped: { 'a.b/0': 'log re-created' }, stalledSeconds: 0 }, 'a.b/0 is stopped: log re-created'],
  ])('of a consumer with %j: %s', (stats, obstacle) => {
    expect(consumerObstacle(stats)).toBe(obstacle);
  });
});
