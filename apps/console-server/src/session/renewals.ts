import type { IssuerClient } from './issuer.client.js';
import { renewed, type Session } from './session.js';
import type { SessionMetrics } from './session-metrics.js';

interface Renewal {
  /** The access token that was to be renewed. */
  readonly of: string;
  readonly outcome: Promise<Session | undefined>;
}

/** A page sends several requests at once, and the slower ones still carry the old cookie. */
const REMEMBERED_MS = 60_000;

/**
 * Each refresh token is used once, however many requests want a new access token: an issuer that rotates them takes a second use for theft
 * and ends the session.
 */
export class Renewals {
  readonly #running = new Map<string, Renewal>();

  constructor(
    private readonly issuer: Pick<IssuerClient, 'renew'>,
    private readonly metrics: Pick<SessionMetrics, 'renewal'>,
    private readonly rememberedMs = REMEMBERED_MS,
  ) {}

  /** The session with new tokens; undefined where the issuer gives none any longer. */
  renew(session: Session): Promise<Session | undefined> {
    const known = this.#running.get(session.id);
    if (known && known.of === session.accessToken) return known.outcome;
    const renewal = { of: session.accessToken, outcome: this.#ask(session) };
    this.#running.set(session.id, renewal);
    const forget = () => {
      if (this.#running.get(session.id) === renewal) this.#running.delete(session.id);
    };
    renewal.outcome.then(() => setTimeout(forget, this.rememberedMs).unref(), forget);
    return renewal.outcome;
  }

  async #ask(session: Session): Promise<Session | undefined> {
    try {
      const tokens = await this.issuer.renew(session.refreshToken ?? '');
      this.metrics.renewal(tokens ? 'done' : 'ended');
      return tokens && renewed(session, tokens, Date.now() / 1000);
    } catch (error) {
      this.metrics.renewal('unreachable');
      throw error;
    }
  }
}
