import { transferPages } from '../items/transfer-pages.js';
import type { Suite } from '../suite.js';

export const transfers: Suite = {
  name: 'transfers',
  about: 'a million transfers of suspected crimes',
  items: [transferPages],
};
