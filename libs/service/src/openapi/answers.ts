import 'reflect-metadata';
import type { z } from 'zod';

export const DESCRIBED = 'xianjie:described';

export interface Description {
  /** A sentence on what the route does. */
  readonly summary?: string;
  /** Schemas of the successful answers by status; `null` where there is no body. */
  readonly answers?: Readonly<Record<number, z.ZodType | null>>;
  /** Media type of the request body where it is not JSON. */
  readonly accepts?: 'application/x-ndjson' | 'application/offset+octet-stream';
  /** Media type of the answer where it is not JSON. */
  readonly gives?: string;
}

/** What OpenAPI says of a route beyond its parameters: `@Describe({ summary: '…', answers: { 201: leadView } })`. */
export function Describe(description: Description): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(DESCRIBED, description, descriptor.value as object);
  };
}
