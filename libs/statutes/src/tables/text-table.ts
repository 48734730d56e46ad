import { z } from 'zod';
import { ruleTable, type Text } from '../rule.js';

/** Rules without a figure that software computes with: for officers, and for readers of docs/law.md. */
export const textTable = (subject: Text, chosenBy: Text) =>
  ruleTable<Record<string, never>>({ subject, chosenBy, figures: z.strictObject({}) });
