import type { Command } from './command.js';
import { calendarCommands } from './calendar.js';
import { clockCommands } from './clock.js';
import { deployCommands } from './deploying.js';
import { evaluateCommands } from './evaluate.js';
import { leadCommands } from './leads.js';
import { logCommands } from './log.js';
import { parkedCommands } from './parked.js';
import { simulateCommands } from './simulate.js';

/** Every command; a new one is a line in its group's file, a new group a line here. */
export const commands: readonly Command[] = [
  ...leadCommands,
  ...parkedCommands,
  ...logCommands,
  ...deployCommands,
  ...evaluateCommands,
  ...calendarCommands,
  ...clockCommands,
  ...simulateCommands,
];
