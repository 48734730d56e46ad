import { evaluate as identifiers } from '../items/evaluate.js';
import type { Suite } from '../suite.js';

export const evaluate: Suite = {
  name: 'evaluate',
  about: 'questions of law answered from a file',
  items: [identifiers],
};
