import { DomainError, isDomainError } from '@xianjie/errors';

/**
 * Refuses an act on a version that is no longer the newest; `seen` is what the caller read, or undefined where it does not say. Throws
 * DomainError `stale` (`persistence.stale`).
 */
export function requireVersion({ version }: { readonly version: number }, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  throw new DomainError('stale', 'persistence.stale', `This is now in version ${version}`, {
    zh: `该记录已更新至第${version}版，请刷新后重试`,
  });
}

/** Runs an act on what is at `path`; where it comes too late (`stale`), the problem says where the newer state is. */
export async function overLatest<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isDomainError(error, 'stale')) throw error;
    const { code, message, zh = message, issues } = error;
    throw new DomainError('stale', code, message, { zh, issues, cause: error, latest: path });
  }
}
