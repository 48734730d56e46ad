import { createHash } from 'node:crypto';
import avro from 'avsc';
import type { Field, Schema, SchemaObject } from './avsc-file.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function withoutDoc<T extends SchemaObject | Field>(node: T): T {
  const { doc: _doc, ...rest } = node;
  return rest as T;
}

function strip(schema: Schema): Schema {
  if (typeof schema === 'string') return schema;
  if (Array.isArray(schema)) return schema.map(strip);
  const node = withoutDoc(schema as SchemaObject);
  return {
    ...node,
    type: strip(node.type),
    ...(node.fields
      ? { fields: node.fields.map((field) => ({ ...withoutDoc(field), type: strip(field.type) })) }
      : {}),
    ...(node.items ? { items: strip(node.items) } : {}),
    ...(node.values ? { values: strip(node.values) } : {}),
  };
}

/** The text that the lock keeps and registries serve: all attributes except documentation, which may be improved at any time. */
export function lockText(schema: SchemaObject): string {
  return JSON.stringify(strip(schema));
}

/** SHA-256 of the Parsing Canonical Form, hex; the same as `fingerprint` of @xianjie/contracts. */
export function fingerprintOf(schema: SchemaObject): string {
  return sha256(JSON.stringify(avro.Type.forSchema(schema as never).schema()));
}

export { sha256 };
