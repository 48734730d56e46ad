import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import { overLatest, requireVersion } from './latest.js';
import { failureFrom, problemOf } from './problem.js';

describe('an act on a version', () => {
  it('passes where the caller knows the newest, or does not say', () => {
    expect(() => requireVersion({ version: 3 }, 3)).not.toThrow();
    expect(() => requireVersion({ version: 3 }, undefined)).not.toThrow();
  });

  it('is refused otherwise, and the problem says where the newer state is', async () => {
    const act = overLatest('/cases/1', async () => requireVersion({ version: 3 }, 2));
    const failure = failureFrom(await act.catch((error: unknown) => error));
    expect(failure).toMatchObject({ status: 409, headers: { link: '</cases/1>; rel="latest-version"' } });
    expect(problemOf(failure, 'zh-CN')).toMatchObject({
      code: 'persistence.stale',
      detail: '该记录已更新至第3版，请刷新后重试',
      latest: '/cases/1',
    });
  });

  it('fails as it does where something else is wrong', async () => {
    const error = new DomainError('conflict', 'case.closed', 'It is closed');
    await expect(overLatest('/cases/1', () => Promise.reject(error))).rejects.toBe(error);
  });
});
