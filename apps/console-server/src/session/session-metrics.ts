import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';

/** How sign-ins and renewals of tokens end. */
@Injectable()
export class SessionMetrics {
  readonly #signIns: Counter<'outcome'>;
  readonly #renewals: Counter<'outcome'>;

  constructor(registry: Registry) {
    this.#signIns = new Counter({
      name: 'xianjie_console_sign_ins_total',
      help: 'Sign-ins that came back from the issuer, by outcome (done, failed)',
      labelNames: ['outcome'],
      registers: [registry],
    });
    this.#renewals = new Counter({
      name: 'xianjie_console_renewals_total',
      help: 'Renewals of access tokens, by outcome (done, ended, unreachable)',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  signIn(outcome: 'done' | 'failed'): void {
    this.#signIns.inc({ outcome });
  }

  renewal(outcome: 'done' | 'ended' | 'unreachable'): void {
    this.#renewals.inc({ outcome });
  }
}
