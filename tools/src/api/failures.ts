/** Nobody answers, or the answer is "not now": the same may succeed later. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** An answer that says no (RFC 9457), and would say it again. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    message: string,
    /** The problem as it was answered. */
    readonly problem?: unknown,
  ) {
    super(message);
  }
}
