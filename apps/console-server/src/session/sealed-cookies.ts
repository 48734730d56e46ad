import type { SealingKey } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EncryptJWT, jwtDecrypt } from 'jose';

export interface CookieSettings {
  readonly CONSOLE_URL: string;
  readonly SESSION_KEYS: readonly SealingKey[];
}

/** What a sealed cookie holds; one made for the one is never taken for the other. */
export type Purpose = 'session' | 'sign-in' | 'signed-out';

/** Browsers keep 4096 bytes for a cookie with its name and attributes. */
const PIECE = 3800;
/** Node reads 16 KB of headers; what else a browser sends needs its share. */
export const MOST_PIECES = 3;

/**
 * Values that only this server reads and writes, kept by the browser: JWE (A256GCM) under the first of SESSION_KEYS, opened by any of them,
 * so that a key is replaced without signing anybody out. What is too long for a cookie is cut into pieces.
 */
export class SealedCookies {
  readonly #keys: ReadonlyMap<string, Uint8Array>;
  readonly #newest: SealingKey;
  readonly #secure: boolean;

  constructor({ CONSOLE_URL, SESSION_KEYS }: CookieSettings) {
    const [newest] = SESSION_KEYS;
    if (!newest) throw new Error('SESSION_KEYS holds no key');
    this.#newest = newest;
    this.#keys = new Map(SESSION_KEYS.map(({ id, key }) => [id, key]));
    this.#secure = CONSOLE_URL.startsWith('https:');
  }

  /** Undefined where there is none, or none that this server made and that still holds. */
  async read(request: FastifyRequest, purpose: Purpose): Promise<Record<string, unknown> | undefined> {
    const sealed = this.#joined(request, purpose);
    if (sealed === undefined) return undefined;
    try {
      const { payload } = await jwtDecrypt(sealed, ({ kid }) => this.#keyOf(kid), {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        audience: purpose,
        requiredClaims: ['exp'],
      });
      return payload;
    } catch {
      return undefined;
    }
  }

  /** Throws RangeError where it is too long for a browser to send back. */
  async write(
    request: FastifyRequest,
    reply: FastifyReply,
    purpose: Purpose,
    value: object,
    seconds: number,
  ): Promise<void> {
    const sealed = await new EncryptJWT({ ...value })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: this.#newest.id })
      .setAudience(purpose)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .encrypt(this.#newest.key);
    const pieces = sealed.match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? [];
    if (pieces.length > MOST_PIECES) throw new RangeError(`A ${purpose} of ${sealed.length} bytes`);
    this.clear(request, reply, purpose, pieces.length);
    pieces.forEach((piece, index) =>
      this.#set(reply, nameOf(this.#name(purpose), index), piece, purpose, seconds),
    );
  }

  /** Removes the pieces behind the first `kept`, of those that the browser sent. */
  clear(request: FastifyRequest, reply: FastifyReply, purpose: Purpose, kept = 0): void {
    for (let index = kept; index < MOST_PIECES; index += 1) {
      const name = nameOf(this.#name(purpose), index);
      if (request.cookies[name] !== undefined) this.#set(reply, name, '', purpose, 0);
    }
  }

  #joined(request: FastifyRequest, purpose: Purpose): string | undefined {
    const pieces: string[] = [];
    for (let index = 0; index < MOST_PIECES; index += 1) {
      const piece = request.cookies[nameOf(this.#name(purpose), index)];
      if (piece === undefined) break;
      pieces.push(piece);
    }
    return pieces.length > 0 ? pieces.join('') : undefined;
  }

  #set(reply: FastifyReply, name: string, value: string, purpose: Purpose, maxAge: number): void {
    reply.setCookie(name, value, {
      path: '/',
      httpOnly: true,
      secure: this.#secure,
      // The way back from the issuer is a navigation from another site; the session itself is for the console's own requests only.
      sameSite: purpose === 'session' ? 'strict' : 'lax',
      maxAge,
    });
  }

  /** With the prefix no neighbouring domain and no plain http:// can plant a cookie of this name. */
  #name(purpose: Purpose): string {
    return this.#secure ? `__Host-xianjie-${purpose}` : `xianjie-${purpose}`;
  }

  #keyOf(kid: string | undefined): Uint8Array {
    const key = this.#keys.get(kid ?? '');
    if (!key) throw new Error('sealed with a key that is not known');
    return key;
  }
}

const nameOf = (name: string, index: number): string => (index === 0 ? name : `${name}.${index}`);
