import { DomainError } from '@xianjie/errors';
import type { Actor, Officer } from './actor.js';

/** The person who acts. Throws DomainError `forbidden` (`officer.needed`) where a system calls without one. */
export function requireOfficer({ officer }: Actor): Officer {
  if (officer) return officer;
  throw new DomainError('forbidden', 'officer.needed', 'This is an act of an officer: sign in as one', {
    zh: '该操作须由执法人员本人登录办理',
  });
}
