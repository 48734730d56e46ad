import { isDomainError, type DomainError } from '@xianjie/errors';
import { classifyDatabaseError } from '@xianjie/persistence';
import { RpcException } from '@nestjs/microservices';

/**
 * What a failure means for the event (architecture §3, "When an event fails"); nothing else decides it.
 * `again`: tried again at once; `unavailable`: the partition waits; `refused`: its key is parked; `failed`: our bug, a few
 * tries, then its key is parked.
 */
export type Meaning = 'again' | 'unavailable' | 'refused' | 'failed';

export function meaningOf(error: unknown): Meaning {
  const original = unwrap(error);
  if (isDomainError(original)) return meaningOfKind(original);
  const database = classifyDatabaseError(original);
  return database === 'again' || database === 'unavailable' ? database : 'failed';
}

function meaningOfKind({ kind }: DomainError): Meaning {
  if (kind === 'stale') return 'again';
  return kind === 'unavailable' ? 'unavailable' : 'refused';
}

/** Nest wraps what guards and some libraries throw. */
export function unwrap(error: unknown): unknown {
  if (!(error instanceof RpcException)) return error;
  const inner = error.getError();
  return inner instanceof Error ? inner : error;
}

/** One line for people, without stack; bounded. */
export function sentenceOf(error: unknown): string {
  const original = unwrap(error);
  const text = original instanceof Error ? `${original.name}: ${original.message}` : String(original);
  return text.slice(0, 2000);
}

export function codeOf(error: unknown): string | undefined {
  const code = (unwrap(error) as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Somebody else advanced the position: what was done is in vain, nothing was written. */
export class PositionLost extends Error {
  override readonly name = 'PositionLost';
}

/** Which of the batch's records failed, as far as it is known: the indices tried together. */
export class BatchFailure extends Error {
  override readonly name = 'BatchFailure';

  constructor(
    readonly indices: readonly number[],
    readonly reason: unknown,
  ) {
    super(sentenceOf(reason), { cause: reason });
  }
}
