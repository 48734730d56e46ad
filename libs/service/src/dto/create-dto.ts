import { z } from 'zod';

/** A class that stands for a zod schema, so that Nest knows by a parameter's type what to check. */
export interface Dto<T extends z.ZodType = z.ZodType> {
  new (): z.output<T>;
  readonly schema: T;
}

/**
 * `class SubmitLeadDto extends createDto(z.strictObject({ … })) {}`: as the type of a `@Body()` or `@Query()`
 * parameter it is checked by `ValidationPipe` and described in OpenAPI. Unknown fields are refused; objects inside must
 * be `z.strictObject` (or say `z.looseObject`), else this throws.
 */
export function createDto<T extends z.ZodType>(given: T): Dto<T> {
  const schema = (given instanceof z.ZodObject && !given.def.catchall ? given.strict() : given) as T;
  const open = openObjects(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  if (open.length > 0)
    throw new Error(`createDto: use z.strictObject (or z.looseObject) for ${open.join(', ')}`);
  class ZodDto {
    static readonly schema = schema;
  }
  return ZodDto as unknown as Dto<T>;
}

export function isDto(type: unknown): type is Dto {
  return typeof type === 'function' && (type as Partial<Dto>).schema instanceof z.ZodType;
}

/** Where a JSON Schema has objects that say nothing about unknown fields. */
function openObjects(node: unknown, path = ''): string[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => openObjects(item, `${path}/${index}`));
  if (typeof node !== 'object' || node === null) return [];
  const { properties, additionalProperties } = node as {
    properties?: unknown;
    additionalProperties?: unknown;
  };
  const own = properties && additionalProperties === undefined ? [path || '/'] : [];
  return [...own, ...Object.entries(node).flatMap(([key, child]) => openObjects(child, `${path}/${key}`))];
}
