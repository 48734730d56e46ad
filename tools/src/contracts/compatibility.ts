import avro from 'avsc';
import type { Field, Schema, SchemaObject } from './avsc-file.js';
import { definitions, dereferenced, fullName, inside, isUnion, kindOf, type Place } from './walk.js';

/** One reason why a reader with the new schema would misread, or could not read, what an older one wrote. */
export interface Breach {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

type Named = ReadonlyMap<string, Place>;

interface Comparison {
  readonly oldNamed: Named;
  readonly newNamed: Named;
  readonly breaches: Breach[];
  readonly seen: Set<string>;
}

const LOSSY: Readonly<Record<string, readonly string[]>> = {
  long: ['float', 'double'],
  int: ['float'],
  string: ['bytes'],
  bytes: ['string'],
};

function resolves(reader: Schema, writer: Schema): string | undefined {
  try {
    const parse = (schema: Schema) => avro.Type.forSchema(schema as never);
    parse(reader).createResolver(parse(writer));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const node = (place: Place) =>
  typeof place.schema === 'object' && !isUnion(place.schema) ? (place.schema as SchemaObject) : undefined;

function compareLogical(before: Place, after: Place, breaches: Breach[]): void {
  const was = node(before);
  const is = node(after);
  const { path } = after;
  if (was?.logicalType !== is?.logicalType) {
    const change = `${was?.logicalType ?? kindOf(before.schema)} became ${is?.logicalType ?? kindOf(after.schema)}`;
    const rule = was?.logicalType === 'decimal' ? 'decimal-dropped' : 'logical-type-changed';
    breaches.push({ rule, path, message: `${change}: the same bytes would mean something else.` });
  } else if (was?.logicalType === 'decimal') {
    if ((was.scale ?? 0) !== (is?.scale ?? 0)) {
      breaches.push({
        rule: 'decimal-scale',
        path,
        message: `Scale ${was.scale ?? 0} became ${is?.scale ?? 0}: amounts would shift.`,
      });
    }
    if (was.precision !== is?.precision) {
      breaches.push({
        rule: 'decimal-precision',
        path,
        message: `Precision ${was.precision} became ${is?.precision}.`,
      });
    }
  }
}

function compareEnums(was: SchemaObject, is: SchemaObject, path: string, breaches: Breach[]): void {
  const removed = (was.symbols ?? []).filter((symbol) => !is.symbols?.includes(symbol));
  if (removed.length > 0) {
    const message = `${removed.join(', ')} would be read as ${is.default ?? 'nothing'}: keep the symbol.`;
    breaches.push({ rule: 'enum-symbol-removed', path, message });
  }
  if (was.default !== undefined && was.default !== is.default) {
    breaches.push({
      rule: 'enum-default-changed',
      path,
      message: `What is unknown was ${was.default} and would be ${is.default}.`,
    });
  }
}

/** The field of the new record that takes the value of an old one: by name, else by alias. */
function successor(old: Field, fields: readonly Place[]): Place | undefined {
  return (
    fields.find(({ field }) => field?.name === old.name) ??
    fields.find(({ field }) => field?.aliases?.includes(old.name))
  );
}

function compareRecords(before: Place, after: Place, comparison: Comparison): void {
  const oldFields = inside(before);
  const newFields = inside(after);
  for (const place of oldFields) {
    const old = place.field as Field;
    const next = successor(old, newFields);
    if (!next?.field) continue;
    if (old.default !== undefined && JSON.stringify(old.default) !== JSON.stringify(next.field.default)) {
      const message = 'Its default changed: events written before it existed would mean something else.';
      comparison.breaches.push({ rule: 'default-changed', path: next.path, message });
    }
    compare(place, next, comparison);
  }
  for (const { field, path } of newFields) {
    const isNew = !oldFields.some((place) => successor(place.field as Field, newFields)?.field === field);
    if (isNew && field?.default === undefined) {
      comparison.breaches.push({
        rule: 'default-missing',
        path,
        message: 'It is new: give it a default for events written before.',
      });
    }
  }
}

const sameName = (old: Place, next: Place) => {
  const was = node(old);
  const is = node(next);
  if (was?.name === undefined || is?.name === undefined) return was?.name === is?.name;
  const name = fullName(was, old.namespace);
  const aliases = (is.aliases ?? []).map((alias) =>
    alias.includes('.') ? alias : `${next.namespace ?? is.namespace}.${alias}`,
  );
  return [fullName(is, next.namespace), ...aliases].includes(name);
};

function compareUnions(before: Place, after: Place, comparison: Comparison): void {
  const branches = (place: Place, named: Named) =>
    (isUnion(place.schema) ? inside(place) : [place]).map((branch) => dereferenced(branch, named));
  const oldBranches = branches(before, comparison.oldNamed);
  const newBranches = branches(after, comparison.newNamed);
  for (const old of oldBranches) {
    const exact = newBranches.findIndex(
      (next) => kindOf(next.schema) === kindOf(old.schema) && sameName(old, next),
    );
    if (exact < 0) {
      const name = node(old)?.name ?? kindOf(old.schema);
      const promoted = newBranches.find((next) => !resolves(next.schema, old.schema));
      if (promoted) compare(old, promoted, comparison);
      else
        comparison.breaches.push({
          rule: 'union-narrowed',
          path: after.path,
          message: `${name} was allowed and no longer is.`,
        });
      continue;
    }
    const first = newBranches.findIndex((next) => !resolves(next.schema, old.schema));
    if (first >= 0 && first < exact) {
      const message = `${kindOf(old.schema)} would be read as ${kindOf((newBranches[first] as Place).schema)}, which stands before it.`;
      comparison.breaches.push({ rule: 'union-order', path: after.path, message });
    }
    compare(old, newBranches[exact] as Place, comparison);
  }
}

function compareSame(kind: string, before: Place, after: Place, comparison: Comparison): void {
  if (!sameName(before, after)) {
    const message = `${node(before)?.name} became ${node(after)?.name}: name the old one in "aliases".`;
    comparison.breaches.push({ rule: 'renamed', path: after.path, message });
  }
  if (kind === 'record') compareRecords(before, after, comparison);
  else if (kind === 'enum')
    compareEnums(node(before) as SchemaObject, node(after) as SchemaObject, after.path, comparison.breaches);
  else if (kind === 'array' || kind === 'map')
    compare(inside(before)[0] as Place, inside(after)[0] as Place, comparison);
}

function compare(old: Place, next: Place, comparison: Comparison): void {
  const before = dereferenced(old, comparison.oldNamed);
  const after = dereferenced(next, comparison.newNamed);
  const pair = `${node(before)?.name} ${node(after)?.name} ${after.path}`;
  if (node(before)?.name !== undefined && (comparison.seen.has(pair) || after.path.split('.').length > 12))
    return;
  comparison.seen.add(pair);
  const was = kindOf(before.schema);
  const is = kindOf(after.schema);
  if (was === 'union' || is === 'union') return compareUnions(before, after, comparison);
  compareLogical(before, after, comparison.breaches);
  if (was === is) return compareSame(was, before, after, comparison);
  if (LOSSY[was]?.includes(is)) {
    comparison.breaches.push({
      rule: 'lossy',
      path: after.path,
      message: `${was} became ${is}: values would not survive.`,
    });
  }
}

/** What breaks when a reader with `next` meets an event written with `old`: Avro's resolution, and what it lets through. */
export function breaches(old: SchemaObject, next: SchemaObject): Breach[] {
  const comparison: Comparison = {
    oldNamed: definitions(old),
    newNamed: definitions(next),
    breaches: [],
    seen: new Set(),
  };
  for (const attribute of ['topic', 'key'] as const) {
    if (old[attribute] === next[attribute]) continue;
    const message = `${attribute} was ${old[attribute]}: streams would be torn apart. Make a new version of the event.`;
    comparison.breaches.push({ rule: `${attribute}-changed`, path: '', message });
  }
  const root = (schema: SchemaObject): Place => ({ schema, namespace: undefined, path: '' });
  compare(root(old), root(next), comparison);
  const refused = resolves(next, old);
  if (refused && comparison.breaches.length === 0)
    comparison.breaches.push({ rule: 'resolution', path: '', message: refused });
  return comparison.breaches;
}
