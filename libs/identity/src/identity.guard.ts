import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ALLOWED } from './allow.js';
import { identify } from './identify.js';
import { demand, type Permission } from './permissions.js';
import { TokenVerifier } from './token-verifier.js';

/** Stands before every HTTP route. What comes from the event log was let in by the log. */
@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const places = [context.getHandler(), context.getClass()];
    const allowed = this.reflector.getAllAndOverride<Permission | 'public' | undefined>(ALLOWED, places);
    if (allowed === 'public') return true;
    const actor = await identify(context.switchToHttp().getRequest(), this.verifier);
    // A route without @Allow keeps the service from starting; should one appear all the same, nobody may.
    if (!allowed) return false;
    demand(actor, allowed);
    return true;
  }
}
