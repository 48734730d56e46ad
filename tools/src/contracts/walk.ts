import type { Field, Schema, SchemaObject } from './avsc-file.js';

const PRIMITIVES = new Set(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']);

export const isPrimitive = (name: string) => PRIMITIVES.has(name);
export const isUnion = (schema: Schema): schema is readonly Schema[] => Array.isArray(schema);

function qualified(name: string, namespace: string | undefined): string {
  return name.includes('.') || !namespace || isPrimitive(name) ? name : `${namespace}.${name}`;
}

/** Full name of a named type defined within `namespace`. */
export function fullName(schema: SchemaObject, namespace: string | undefined): string {
  return qualified(schema.name ?? '', schema.namespace ?? namespace);
}

/** A place in a schema: a type, the namespace it stands in, and the path from the event. */
export interface Place {
  readonly schema: Schema;
  readonly namespace: string | undefined;
  /** Such as `streams[].number`; empty for the event itself. */
  readonly path: string;
  /** The field whose type this is, where it is one's. */
  readonly field?: Field;
}

/** The places right inside one; a name that refers to another type has none. */
export function inside(place: Place): Place[] {
  const { schema, path } = place;
  if (typeof schema === 'string') return [];
  if (isUnion(schema)) return schema.map((branch) => ({ ...place, schema: branch }));
  const node = schema as SchemaObject;
  const name = node.name === undefined ? undefined : fullName(node, place.namespace);
  const namespace = name?.includes('.') ? name.slice(0, name.lastIndexOf('.')) : place.namespace;
  const at = (inner: Schema, suffix: string) => ({ schema: inner, namespace, path: `${path}${suffix}` });
  if (node.fields) {
    return node.fields.map((field) => ({ ...at(field.type, `${path ? '.' : ''}${field.name}`), field }));
  }
  if (node.items !== undefined) return [at(node.items, '[]')];
  if (node.values !== undefined) return [at(node.values, '{}')];
  return typeof node.type === 'object' ? [{ ...place, schema: node.type }] : [];
}

/** Every place of a schema, the event itself first. */
export function* places(schema: Schema): Generator<Place> {
  const waiting: Place[] = [{ schema, namespace: undefined, path: '' }];
  for (let place = waiting.shift(); place; place = waiting.shift()) {
    yield place;
    waiting.unshift(...inside(place));
  }
}

/** The named types that a schema defines, by full name. */
export function definitions(schema: Schema): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const place of places(schema)) {
    const node = place.schema as SchemaObject;
    if (typeof node === 'object' && node.name !== undefined)
      found.set(fullName(node, place.namespace), place);
  }
  return found;
}

/** The place itself, or the definition of the name that stands there. */
export function dereferenced(place: Place, named: ReadonlyMap<string, Place>): Place {
  if (typeof place.schema !== 'string' || isPrimitive(place.schema)) return place;
  const definition = named.get(qualified(place.schema, place.namespace));
  return definition ? { ...definition, path: place.path } : place;
}

/** `record`, `string`, `union`, … */
export function kindOf(schema: Schema): string {
  if (typeof schema === 'string') return schema;
  if (isUnion(schema)) return 'union';
  const { type } = schema as SchemaObject;
  return typeof type === 'string' ? type : kindOf(type);
}

/** The fields of an event and of the records inside it, by path. */
export function fieldsByPath(schema: Schema): Map<string, Field> {
  const found = new Map<string, Field>();
  for (const { field, path } of places(schema)) if (field && !found.has(path)) found.set(path, field);
  return found;
}
