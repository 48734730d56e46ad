import type { Suite } from './suite.js';
import { backbone } from './suites/backbone.js';
import { consolePages } from './suites/console.js';
import { deadlines } from './suites/deadlines.js';
import { evaluate } from './suites/evaluate.js';
import { story } from './suites/story.js';
import { transfers } from './suites/transfers.js';

/** All there is to measure. A new suite is a file in `suites/` and a line here. */
export const suites: readonly Suite[] = [backbone, evaluate, deadlines, story, transfers, consolePages];
