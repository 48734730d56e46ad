import type { Field, SchemaObject } from './avsc-file.js';
import { fieldsByPath } from './walk.js';

/** What needs somebody's decision on record before a schema may change so. */
export type DecisionKind =
  'legal-removed' | 'legal-weakened' | 'pii-added' | 'pii-undeclared' | 'event-retired';

export interface Need {
  readonly kind: DecisionKind;
  /** `lead_reporting.v1.LeadSubmitted`, and `#` with a field's path where it is about one. */
  readonly about: string;
  readonly message: string;
}

const isOptional = (field: Field) => Array.isArray(field.type) && field.type.includes('null');

function successor(path: string, fields: ReadonlyMap<string, Field>): Field | undefined {
  const direct = fields.get(path);
  if (direct) return direct;
  const name = path.slice(path.lastIndexOf('.') + 1);
  const folder = path.slice(0, path.length - name.length);
  return [...fields].find(
    ([at, field]) => at === `${folder}${field.name}` && field.aliases?.includes(name),
  )?.[1];
}

function lost(old: Field, next: Field | undefined): [DecisionKind, string] | undefined {
  if (old.legal?.required !== true) return undefined;
  const basis = old.legal.basis;
  if (!next) return ['legal-removed', `${basis} requires it: decide why it may go.`];
  if (next.legal?.required !== true)
    return ['legal-weakened', `${basis} required it: decide why that no longer holds.`];
  if (isOptional(next) && !isOptional(old))
    return ['legal-weakened', `${basis} requires it: decide why it may be null.`];
  return undefined;
}

/** What the step from one version of an event to the next needs decided; `old` is undefined for the first version. */
export function needs(subject: string, old: SchemaObject | undefined, next: SchemaObject): Need[] {
  const found: Need[] = [];
  const before = old ? fieldsByPath(old) : new Map<string, Field>();
  const after = fieldsByPath(next);
  const need = (kind: DecisionKind, path: string, message: string) =>
    found.push({ kind, about: `${subject}#${path}`, message });
  for (const [path, field] of before) {
    const now = successor(path, after);
    const loss = lost(field, now);
    if (loss) need(loss[0], path, loss[1]);
    if (field.pii === true && now && now.pii !== true)
      need('pii-undeclared', path, 'It was personal: decide why it no longer is.');
  }
  for (const [path, field] of after) {
    const old = [...before].find(([at, was]) => at === path || field.aliases?.includes(was.name));
    if (field.pii === true && old?.[1].pii !== true) {
      need(
        'pii-added',
        path,
        'It is personal: decide on which basis it is sent, to whom, encrypted with which key, erased when.',
      );
    }
  }
  return found;
}

/** An entry of `schemas/decisions.md`. */
export interface Decision {
  readonly kind: string;
  readonly about: string;
  /** What the entry leaves out of: decided by, on, basis, why. */
  readonly missing: readonly string[];
}

const HEADING = /^## `([a-z-]+) ([\w.]+(?:#[\w.[\]{}]+)?)`\s*$/;
const ITEMS: Readonly<Record<string, RegExp>> = {
  'Decided by': /^- Decided by: \S/m,
  On: /^- On: \d{4}-\d{2}-\d{2}\s*$/m,
  Basis: /^- Basis: \S/m,
  Why: /^- Why: \S/m,
};

/** The entries of `schemas/decisions.md`: a heading with kind and subject, and four items. */
export function readDecisions(markdown: string): Decision[] {
  const sections = markdown.replace(/```[\s\S]*?```/g, '').split(/^(?=## )/m);
  return sections.flatMap((section) => {
    const [, kind, about] = HEADING.exec(section.split('\n', 1)[0] ?? '') ?? [];
    if (!kind || !about) return [];
    return [{ kind, about, missing: Object.keys(ITEMS).filter((item) => !ITEMS[item]?.test(section)) }];
  });
}
