import * as oidc from 'openid-client';
import { z } from 'zod';

/** A sign-in under way: what proves that the answer belongs to this browser and this question. */
export const signInAttempt = z.object({
  state: z.string(),
  nonce: z.string(),
  /** PKCE, RFC 7636. */
  verifier: z.string(),
  /** The page to go back to. */
  back: z.string(),
});

export type SignInAttempt = z.output<typeof signInAttempt>;

/** Seconds that an officer may take at the issuer. */
export const ATTEMPT_SECONDS = 900;

export function newAttempt(back: string): SignInAttempt {
  return {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    back,
  };
}
