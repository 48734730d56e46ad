/** A signed-in officer as the console remembers one: in a sealed cookie, nowhere else. */
export interface Session {
  readonly id: string;
  readonly accessToken: string;
  /** Seconds since 1970, as the four below. */
  readonly accessIssuedAt: number;
  readonly accessExpiresAt: number;
  readonly refreshToken?: string | undefined;
  readonly startedAt: number;
  /** The officer signs in anew, whatever the issuer says. */
  readonly endsAt: number;
}

/** What the issuer gave. */
export interface Tokens {
  readonly accessToken: string;
  /** Seconds from now. */
  readonly expiresIn: number;
  readonly refreshToken?: string | undefined;
}

/** A token is renewed when this much of it is left, or a fifth where it is short. */
const RENEW_SECONDS = 60;

export function newSession(id: string, tokens: Tokens, now: number, lastsSeconds: number): Session {
  return { id, startedAt: now, endsAt: now + lastsSeconds, ...issued(tokens, now) };
}

/** The same session with what the issuer gave for its refresh token; a rotated one takes the place of the old. */
export function renewed(session: Session, tokens: Tokens, now: number): Session {
  return {
    ...session,
    ...issued({ ...tokens, refreshToken: tokens.refreshToken ?? session.refreshToken }, now),
  };
}

function issued({ accessToken, expiresIn, refreshToken }: Tokens, now: number) {
  return { accessToken, accessIssuedAt: now, accessExpiresAt: now + expiresIn, refreshToken };
}

export function isOver({ endsAt, accessExpiresAt, refreshToken }: Session, now: number): boolean {
  return now >= endsAt || (refreshToken === undefined && now >= accessExpiresAt);
}

export function wantsRenewal(session: Session, now: number): boolean {
  if (session.refreshToken === undefined) return false;
  const lifetime = session.accessExpiresAt - session.accessIssuedAt;
  return session.accessExpiresAt - now < Math.min(RENEW_SECONDS, lifetime / 5);
}

/** Its token is still good, should no newer one be had. */
export function hasToken({ accessExpiresAt }: Session, now: number): boolean {
  return now < accessExpiresAt;
}
