import { firstPage, longList } from '../items/console.js';
import type { Suite } from '../suite.js';

export const consolePages: Suite = {
  name: 'console',
  about: 'the console in a browser',
  items: [firstPage, longList],
};
