import type { Command } from './command.js';
import { simulateCredit } from './simulate-credit.js';
import { simulatePolice } from './simulate-police.js';
import { simulateProvince } from './simulate-province.js';

/** Partner systems of `tools/src/simulators`, to try the local stack with. */
export const simulateCommands: readonly Command[] = [simulatePolice, simulateProvince, simulateCredit];
