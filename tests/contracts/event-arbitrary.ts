import { eventTypeOf, lockedSchemas, type EventType, type LockedSchema } from '@xianjie/contracts';
import fc from 'fast-check';

interface Node {
  readonly type: Schema;
  readonly name?: string;
  readonly fields?: readonly { readonly name: string; readonly type: Schema }[];
  readonly symbols?: readonly string[];
  readonly items?: Schema;
  readonly values?: Schema;
  readonly size?: number;
}
type Schema = string | Node | readonly Schema[];
type Named = Map<string, fc.Arbitrary<unknown>>;

const MAX_LONG = 2n ** 63n - 1n;
/** Any code point but surrogates, so well-formed text of every script, controls included. */
const text = fc.string({ unit: 'binary', maxLength: 40 });
const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));

const PRIMITIVES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  null: fc.constant(null),
  boolean: fc.boolean(),
  int: fc.integer(),
  long: fc.bigInt({ min: -MAX_LONG - 1n, max: MAX_LONG }),
  float: fc.float({ noNaN: true }),
  double: fc.double({ noNaN: true }),
  bytes: bytes(0, 40),
  string: text,
};

function complex(node: Node, named: Named): fc.Arbitrary<unknown> {
  switch (node.type) {
    case 'record':
      return fc.record(
        Object.fromEntries((node.fields ?? []).map(({ name, type }) => [name, arbitraryOf(type, named)])),
      );
    case 'enum':
      return fc.constantFrom(...(node.symbols ?? []));
    case 'fixed':
      return bytes(node.size ?? 0, node.size ?? 0);
    case 'array':
      return fc.array(arbitraryOf(node.items as Schema, named), { maxLength: 5 });
    case 'map':
      return fc.dictionary(
        text.filter((key) => key !== '__proto__'),
        arbitraryOf(node.values as Schema, named),
        { maxKeys: 5, noNullPrototype: true },
      );
    default:
      return arbitraryOf(node.type, named);
  }
}

function arbitraryOf(schema: Schema, named: Named): fc.Arbitrary<unknown> {
  if (typeof schema === 'string') {
    const found = PRIMITIVES[schema] ?? named.get(schema.slice(schema.lastIndexOf('.') + 1));
    if (!found) throw new Error(`No values for ${schema}`);
    return found;
  }
  if (Array.isArray(schema))
    return fc.oneof(...(schema as readonly Schema[]).map((branch) => arbitraryOf(branch, named)));
  const node = schema as Node;
  const arbitrary = complex(node, named);
  if (node.name) named.set(node.name.slice(node.name.lastIndexOf('.') + 1), arbitrary);
  return arbitrary;
}

/** Any value that fits the schema; a record that holds itself is not foreseen. */
export function valuesOf(locked: LockedSchema): fc.Arbitrary<unknown> {
  return arbitraryOf(JSON.parse(locked.schema) as Schema, new Map());
}

/** Every event of this build with the schema it writes. */
export function eventsWithSchemas(): { event: EventType; locked: LockedSchema }[] {
  return lockedSchemas.flatMap((locked) => {
    const event = eventTypeOf(locked.subject);
    return event?.schemaId === locked.id ? [{ event, locked }] : [];
  });
}

/** The value with its longs cut to what a number holds, for clients that know no bigint. */
export function within53Bits(value: unknown): unknown {
  if (typeof value === 'bigint') return BigInt.asIntN(53, value);
  if (Array.isArray(value)) return value.map(within53Bits);
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, within53Bits(inner)]));
}
