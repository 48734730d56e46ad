import { chain } from '../items/chain.js';
import { lists } from '../items/lists.js';
import type { Suite } from '../suite.js';

export const story: Suite = {
  name: 'story',
  about: 'four services, one story: the whole chain under load, and lists over years of data',
  items: [chain, lists],
};
