import {
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import type { Actor } from './actor.js';
import { identified } from './identify.js';
import { isPermission, type Permission } from './permissions.js';

export const ALLOWED = 'xianjie:allowed';

/** Who may call a route: those with the permission, or everybody (`'public'`). Every HTTP route carries one. */
export function Allow(permission: Permission | 'public'): CustomDecorator {
  if (permission !== 'public' && !isPermission(permission)) {
    throw new Error(
      `@Allow('${String(permission)}'): no such permission; libs/identity/src/permissions.ts lists them`,
    );
  }
  return SetMetadata(ALLOWED, permission);
}

/** The actor that the guard let in. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const actor = identified(context.switchToHttp().getRequest<object>());
  if (!actor) throw new Error("@CurrentActor() on a route that is @Allow('public')");
  return actor;
});
