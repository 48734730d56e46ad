import { deadlines as worklist } from '../items/deadlines.js';
import type { Suite } from '../suite.js';

export const deadlines: Suite = {
  name: 'deadlines',
  about: 'running clocks',
  items: [worklist],
};
