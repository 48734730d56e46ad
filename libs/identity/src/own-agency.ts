import { DomainError } from '@xianjie/errors';
import type { Actor } from './actor.js';

/**
 * A caller acts only for its own agency. Throws DomainError `forbidden` (`agency.not-own`) where `agencyId` is
 * another's; for what the caller may not even see, throw `not-found` instead.
 */
export function assertOwnAgency(actor: Actor, agencyId: string): void {
  if (actor.agency.id === agencyId) return;
  throw new DomainError('forbidden', 'agency.not-own', 'You may act only for your own agency', {
    zh: '只能以本机关名义操作',
  });
}
