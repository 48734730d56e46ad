import type * as Jest from '@jest/globals';

/**
 * Jest's globals, for the modules of this library. `@jest/globals` itself cannot be imported outside of a test, and the local
 * stack, the benchmarks and the fault tests start servers through this library too; they find `undefined` here.
 */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } =
  globalThis as unknown as typeof Jest;
