import { databaseRestartedInBatch } from './database.js';
import { frozenConsumer, frozenRelay } from './frozen.js';
import { leadersMove } from './leaders.js';
import {
  logRolledBack,
  logRolledBackUnderLoad,
  topicsRecreated,
  topicsRecreatedUnderLoad,
} from './log-loss.js';
import { killingPoison, poisonEvent, poisonShare } from './poison.js';
import { producerRestored } from './restored.js';
import type { Scenario } from './scenario.js';
import { oversizedBatch, unknownSchema } from './schemas.js';
import { killedAtTheTail } from './tail.js';

export type { Scenario } from './scenario.js';

/** In the order they are played: those that share a world first. */
export const SCENARIOS: readonly Scenario[] = [
  killedAtTheTail,
  databaseRestartedInBatch,
  oversizedBatch,
  unknownSchema,
  frozenRelay,
  frozenConsumer,
  leadersMove,
  poisonEvent,
  poisonShare,
  killingPoison,
  logRolledBack,
  logRolledBackUnderLoad,
  topicsRecreated,
  topicsRecreatedUnderLoad,
  producerRestored,
];
