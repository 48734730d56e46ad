import { describe, expect, it } from '@jest/globals';
import { newId } from './index.js';

describe('newId', () => {
  it('makes UUIDs of version 7, which sort by when they were made', () => {
    const ids = Array.from({ length: 100 }, () => newId());
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});
