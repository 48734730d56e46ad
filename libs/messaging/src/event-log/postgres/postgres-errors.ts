import { classifyDatabaseError } from '@xianjie/persistence';
import { DomainError } from '@xianjie/errors';
import { unavailable } from '../record-size.js';

/** What PostgreSQL or its driver threw, in the words of the port; our own mistakes stay as they are. */
export function fromPostgres(error: unknown, doing: string): unknown {
  if (error instanceof DomainError || classifyDatabaseError(error) === 'other') return error;
  const said = error instanceof Error ? error.message : String(error);
  return unavailable(
    `The event log's database does not answer (${doing}): ${said}`,
    `事件日志数据库暂不可用（${doing}）`,
    error,
  );
}

/** The database or role of the log is gone or refuses us (SQLSTATE 28xxx, 3D000): waiting does not help. */
export function isHopeless(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && (code === '3D000' || code.startsWith('28'));
}
