/**
 * What went wrong, as far as the answer to it is concerned. `libs/service` maps a kind to an HTTP status and
 * `libs/messaging` to what becomes of the event; nothing else decides.
 */
export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'stale' | 'unavailable';

/** One field that broke one rule. */
export interface FieldIssue {
  /** Path in the input, such as `subject.creditCode`. */
  readonly field: string;
  /** Stable code of the rule, such as `credit-code.check-character`. */
  readonly rule: string;
  readonly message: string;
  readonly messageZh?: string;
}

export interface DomainErrorDetails {
  /** The same sentence in Chinese; without it people read the English one. */
  readonly zh?: string;
  readonly issues?: readonly FieldIssue[];
  readonly cause?: unknown;
  /** Seconds after which an `unavailable` request may be tried again. */
  readonly retryAfter?: number;
  /** Address of the newer state that a `stale` or `conflict` request did not know, such as `/cases/…`. */
  readonly latest?: string;
}

/** An expected failure: a kind, a stable code, a sentence for people. Never holds personal data. */
export class DomainError extends Error {
  readonly zh: string | undefined;
  readonly issues: readonly FieldIssue[];
  readonly retryAfter: number | undefined;
  readonly latest: string | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    details: DomainErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DomainError';
    this.zh = details.zh;
    this.issues = details.issues ?? [];
    this.retryAfter = details.retryAfter;
    this.latest = details.latest;
  }
}

export function isDomainError(error: unknown, kind?: ErrorKind): error is DomainError {
  return error instanceof DomainError && (kind === undefined || error.kind === kind);
}
