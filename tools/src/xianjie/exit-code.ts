import { isDomainError } from '@xianjie/errors';
import { Refused, Unavailable } from '../api/failures.js';

/** What the shell learns; `xianjie --help` tells the same. */
export const ExitCode = {
  ok: 0,
  /** Done, but something in it was refused, or what was asked for is not there. */
  refused: 1,
  usage: 2,
  /** Nobody answers, or "not now"; the same may succeed later. */
  unavailable: 3,
  /** No or a wrong token, or one that may not do this. */
  notAllowed: 4,
  /** Our mistake. */
  failed: 5,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Wrong words on the command line; its message says how it is done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError || isParseArgsError(error)) return ExitCode.usage;
  if (error instanceof Unavailable || isDomainError(error, 'unavailable')) return ExitCode.unavailable;
  if (error instanceof Refused)
    return error.status === 401 || error.status === 403 ? ExitCode.notAllowed : ExitCode.refused;
  if (isDomainError(error)) return ExitCode.refused;
  if (isFileError(error)) return ExitCode.usage;
  return ExitCode.failed;
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? '');

function isParseArgsError(error: unknown): boolean {
  return codeOf(error).startsWith('ERR_PARSE_ARGS');
}

/** A file that was named and cannot be read. */
function isFileError(error: unknown): boolean {
  return (
    ['ENOENT', 'EACCES', 'EISDIR'].includes(codeOf(error)) &&
    (error as { syscall?: string }).syscall !== 'connect'
  );
}
