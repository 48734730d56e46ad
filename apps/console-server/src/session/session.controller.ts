import { Controller, Get, Header, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import { Allow, identify, TokenVerifier } from '@xianjie/identity';
import { createDto, languageOf, LOGGER, type Logger } from '@xianjie/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { config } from '../config.js';
import { failedPage } from './failed-page.js';
import { isSameOrigin } from './own-request.js';
import { returnPath } from './return-path.js';
import { SampleOfficers } from './sample-officers.js';
import { sessionOf } from './session.hook.js';
import { SessionsService } from './sessions.service.js';

class SignInQueryDto extends createDto(
  z.strictObject({ return: z.string().max(2000).optional(), as: z.string().max(100).optional() }),
) {}

/** Sign-in, sign-out, and who is signed in. */
@Controller('session')
@Allow('public')
export class SessionController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly samples: SampleOfficers,
    private readonly verifier: TokenVerifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async show(@Req() request: FastifyRequest) {
    const session = sessionOf(request);
    if (!session) throw noSession();
    const { agency, officer, scopes } = await identify(request, this.verifier);
    return {
      officer: officer ? { id: officer.id, name: officer.name } : null,
      agency,
      scopes,
      head: officer?.head === true,
      expiresAt: new Date(session.endsAt * 1000).toISOString(),
    };
  }

  @Get('sample-officers')
  @Header('cache-control', 'no-store')
  sampleOfficers() {
    if (this.samples.shown.length === 0) throw noSample();
    return this.samples.shown;
  }

  @Get('sign-in')
  async signIn(
    @Query() { return: back, as }: SignInQueryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#redirect(request, reply, () =>
      this.sessions.begin(request, reply, returnPath(back), this.#sample(request, as)),
    );
  }

  /** Where the issuer sends the browser back to. */
  @Get('callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = request.url.slice(request.url.indexOf('?'));
    await this.#redirect(request, reply, () => this.sessions.complete(request, reply, query));
  }

  @Post('sign-out')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(request, reply);
  }

  /** One click, where there are samples, and never by a link on another site. */
  #sample(request: FastifyRequest, as: string | undefined): string | undefined {
    if (as === undefined) return undefined;
    const asked = request.headers['sec-fetch-site'];
    const own = asked === undefined || asked === 'none' || isSameOrigin(request.headers, config.CONSOLE_URL);
    if (own && this.samples.has(as)) return as;
    throw noSample();
  }

  /** An officer looks at what happens here: failures are a page with a way on, not JSON. */
  async #redirect(
    request: FastifyRequest,
    reply: FastifyReply,
    address: () => Promise<string>,
  ): Promise<void> {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    try {
      return void reply.redirect(await address(), 303);
    } catch (error) {
      this.logger.warn({ err: error }, 'a sign-in failed');
      const page = failedPage(error, languageOf(request.headers['accept-language']));
      reply.code(page.status).type('text/html; charset=utf-8').send(page.html);
    }
  }
}

function noSample(): DomainError {
  return new DomainError('not-found', 'sample-officer.unknown', 'There is no such sample officer', {
    zh: '没有该示例账号',
  });
}

function noSession(): DomainError {
  return new DomainError('unauthenticated', 'session.none', 'Nobody is signed in', { zh: '尚未登录' });
}
