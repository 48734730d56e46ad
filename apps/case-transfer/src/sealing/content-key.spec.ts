import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MasterKeys } from './master-keys.js';
import { newKey, ContentKey } from './content-key.js';

const master = (id: string) => ({ id, key: randomBytes(32) });
const [old, fresh] = [master('2026'), master('2027')];

describe('MasterKeys', () => {
  it('seal with the first key, and open with all', () => {
    const key = newKey();
    const wrapped = new MasterKeys([old]).wrap(key, 't-1');
    expect(wrapped.keyId).toBe('2026');
    const rotated = new MasterKeys([fresh, old]);
    expect(rotated.unwrap(wrapped, 't-1')).toEqual(key);
    expect(rotated.wrap(key, 't-1').keyId).toBe('2027');
  });

  it('open no key in another place, nor one whose key was taken out', () => {
    const wrapped = new MasterKeys([old]).wrap(newKey(), 't-1');
    expect(() => new MasterKeys([old]).unwrap(wrapped, 't-2')).toThrow();
    expect(() => new MasterKeys([fresh]).unwrap(wrapped, 't-1')).toThrow('PERSONAL_KEYS has no key 2026');
  });

  it('need one', () => {
    expect(() => new MasterKeys([])).toThrow('No key');
  });
});

describe('ContentKey', () => {
  const key = new ContentKey('t-1', newKey());

  it('opens what it sealed, in its place only', () => {
    const sealed = key.sealJson({ reasons: '嫌疑人张三' }, 'transfer_step:t-1:3');
    expect(sealed.includes('张三')).toBe(false);
    expect(key.openJson(sealed, 'transfer_step:t-1:3')).toEqual({ reasons: '嫌疑人张三' });
    expect(() => key.openJson(sealed, 'transfer_step:t-1:4')).toThrow();
    expect(() => new ContentKey('t-1', newKey()).openJson(sealed, 'transfer_step:t-1:3')).toThrow();
    expect(() => key.openJson(sealed.subarray(0, 20), 'transfer_step:t-1:3')).toThrow('cut off');
  });

  it('seals the same differently each time', () => {
    expect(key.sealJson('same', 'p')).not.toEqual(key.sealJson('same', 'p'));
  });

  it('has digests that are equal for equal content of one owner, and for nobody else', () => {
    const root = newKey();
    const [one, again, other] = [
      new ContentKey('t-1', root),
      new ContentKey('t-1', root),
      new ContentKey('t-2', root),
    ];
    expect(one.digest('abc')).toBe(again.digest('abc'));
    expect(one.digest('abc')).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set([one.digest('abc'), one.digest('abd'), other.digest('abc')]).size).toBe(3);
  });

  it('gives each file a key of its own', () => {
    expect(key.fileKey('f-1').equals(key.fileKey('f-1'))).toBe(true);
    expect(key.fileKey('f-1').equals(key.fileKey('f-2'))).toBe(false);
  });
});
