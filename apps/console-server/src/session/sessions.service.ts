import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import { TokenVerifier } from '@xianjie/identity';
import { LOGGER, type Logger } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { config } from '../config.js';
import { EndedSessions } from './ended-sessions.js';
import { IssuerClient } from './issuer.client.js';
import { Renewals } from './renewals.js';
import { SealedCookies } from './sealed-cookies.js';
import { hasToken, isOver, newSession, wantsRenewal, type Session } from './session.js';
import { SessionMetrics } from './session-metrics.js';
import { ATTEMPT_SECONDS, newAttempt, signInAttempt } from './sign-in-attempt.js';

const LASTS_SECONDS = Math.round(config.SESSION_HOURS * 3600);

const kept = z.object({
  id: z.string(),
  accessToken: z.string(),
  accessIssuedAt: z.number(),
  accessExpiresAt: z.number(),
  refreshToken: z.string().optional(),
  startedAt: z.number(),
  endsAt: z.number(),
});

/** Signs officers in and out, and finds the session of a request. */
@Injectable()
export class SessionsService {
  readonly #ended = new EndedSessions();
  readonly #renewals: Renewals;

  constructor(
    private readonly cookies: SealedCookies,
    private readonly issuer: IssuerClient,
    private readonly verifier: TokenVerifier,
    private readonly metrics: SessionMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#renewals = new Renewals(issuer, metrics);
  }

  /** Answers where to go to sign in; the attempt is kept in the browser. */
  async begin(request: FastifyRequest, reply: FastifyReply, back: string, as?: string): Promise<string> {
    const attempt = newAttempt(back);
    const anew = as !== undefined || (await this.cookies.read(request, 'signed-out')) !== undefined;
    const address = await this.issuer.signInAddress(attempt, { anew, as });
    await this.cookies.write(request, reply, 'sign-in', attempt, ATTEMPT_SECONDS);
    return address;
  }

  /** Makes a new session of what came back from the issuer, and answers the page to go to. Throws DomainError. */
  async complete(request: FastifyRequest, reply: FastifyReply, query: string): Promise<string> {
    try {
      const attempt = signInAttempt.safeParse(await this.cookies.read(request, 'sign-in')).data;
      if (!attempt) throw unknownAttempt();
      const tokens = await this.issuer.redeem(query, attempt);
      // A token that names no agency is of no use to any service: said now, not at every page.
      await this.verifier.verify(tokens.accessToken);
      await this.#keep(request, reply, newSession(randomUUID(), tokens, seconds(), LASTS_SECONDS));
      this.cookies.clear(request, reply, 'sign-in');
      this.cookies.clear(request, reply, 'signed-out');
      this.metrics.signIn('done');
      return attempt.back;
    } catch (error) {
      this.metrics.signIn('failed');
      throw error;
    }
  }

  /** The session of a request, with a token that is good; undefined where there is none. Throws DomainError `unavailable`. */
  async of(request: FastifyRequest, reply: FastifyReply): Promise<Session | undefined> {
    const session = await this.#read(request);
    if (!session) return undefined;
    const current = wantsRenewal(session, seconds()) ? await this.#renewed(session) : session;
    if (!current) {
      this.cookies.clear(request, reply, 'session');
      return undefined;
    }
    if (current !== session) await this.#keep(request, reply, current);
    return current;
  }

  /** Ends the session here, at the issuer, and in the browser, which is asked for its password at the next sign-in. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const session = await this.#read(request);
    this.cookies.clear(request, reply, 'session');
    if (!session) return;
    this.#ended.add(session.id, session.endsAt);
    await this.cookies.write(request, reply, 'signed-out', {}, LASTS_SECONDS);
    if (session.refreshToken === undefined) return;
    await this.issuer.revoke(session.refreshToken).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a refresh token was not revoked');
    });
  }

  /** Called when the session ends while this server runs; call the answer to hear no more of it. */
  whenEnded(session: Session, listener: () => void): () => void {
    return this.#ended.listen(session.id, listener);
  }

  async #read(request: FastifyRequest): Promise<Session | undefined> {
    const session = kept.safeParse(await this.cookies.read(request, 'session')).data;
    return !session || isOver(session, seconds()) || this.#ended.has(session.id) ? undefined : session;
  }

  async #renewed(session: Session): Promise<Session | undefined> {
    try {
      return await this.#renewals.renew(session);
    } catch (error) {
      // The issuer may be back before the token ends.
      if (hasToken(session, seconds())) return session;
      throw error;
    }
  }

  async #keep(request: FastifyRequest, reply: FastifyReply, session: Session): Promise<void> {
    try {
      await this.cookies.write(
        request,
        reply,
        'session',
        session,
        Math.max(1, Math.floor(session.endsAt - seconds())),
      );
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new DomainError(
        'invalid',
        'session.too-large',
        'The issuer’s tokens are too long for a session',
        {
          zh: '身份认证系统签发的令牌过长，无法建立会话',
          cause,
        },
      );
    }
  }
}

function unknownAttempt(): DomainError {
  return new DomainError(
    'invalid',
    'sign-in.unknown',
    'This sign-in was not begun in this browser, or too long ago',
    {
      zh: '本次登录不是由此浏览器发起，或者已超时',
    },
  );
}

const seconds = (): number => Date.now() / 1000;
