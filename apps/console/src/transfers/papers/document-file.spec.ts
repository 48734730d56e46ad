import { describe, expect, it } from '@jest/globals';
import { fileAddress, isShown } from './document-file.js';

const file = { mediaType: 'application/pdf', bytes: 1000, stored: true };

describe('a file', () => {
  it('is had through the console itself', () => {
    expect(fileAddress('t', 'd')).toBe('/api/case-transfer/transfers/t/documents/d/file');
  });

  it('is shown in place where it is here, not too large, and of a type that runs nothing', () => {
    expect(isShown(file)).toBe(true);
    expect(isShown({ ...file, stored: false })).toBe(false);
    expect(isShown({ ...file, bytes: 1e9 })).toBe(false);
    expect(isShown({ ...file, mediaType: 'text/html' })).toBe(false);
    expect(isShown({ ...file, mediaType: null })).toBe(false);
  });
});
