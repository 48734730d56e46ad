import { DomainError } from '@xianjie/errors';
import type { Actor } from './actor.js';
import type { TokenVerifier } from './token-verifier.js';

interface RequestLike {
  readonly headers: { readonly authorization?: string | undefined };
}

interface Identity {
  readonly pending: Promise<Actor>;
  actor?: Actor;
}

const identities = new WeakMap<object, Identity>();

/**
 * Who sent the request, verified once however often it is asked. Throws DomainError `unauthenticated`, or
 * `unavailable` where the issuer's keys cannot be had.
 */
export function identify(request: RequestLike, verifier: TokenVerifier): Promise<Actor> {
  let identity = identities.get(request);
  if (!identity) {
    const made: Identity = { pending: verify(request, verifier) };
    made.pending.then(
      (actor) => (made.actor = actor),
      () => undefined,
    );
    identities.set(request, made);
    identity = made;
  }
  return identity.pending;
}

/** The actor of a request that `identify` accepted before. */
export function identified(request: object): Actor | undefined {
  return identities.get(request)?.actor;
}

async function verify({ headers }: RequestLike, verifier: TokenVerifier): Promise<Actor> {
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '') ?? [];
  if (token) return verifier.verify(token);
  if (headers.authorization === undefined) {
    throw new DomainError(
      'unauthenticated',
      'token.missing',
      'An access token is needed (Authorization: Bearer …)',
      {
        zh: '需要访问令牌',
      },
    );
  }
  throw new DomainError(
    'unauthenticated',
    'token.malformed',
    'The Authorization header holds no bearer token',
    {
      zh: 'Authorization 请求头中没有有效的 Bearer 令牌',
    },
  );
}
