export { actorOf, agencyKinds, agencySchema } from './actor.js';
export type { Actor, Agency, AgencyKind, Officer } from './actor.js';
export { Allow, CurrentActor } from './allow.js';
export { AgencyDirectory, readAgencyDirectory } from './agency-directory.js';
export { identified, identify } from './identify.js';
export { IdentityGuard } from './identity.guard.js';
export {
  homeOf,
  markingColumns,
  markingColumnsSql,
  markingOf,
  markingScopes,
  maySee,
  purposes,
  visibleTo,
} from './markings.js';
export type { Marking, MarkingScope, Purpose } from './markings.js';
export { assertOwnAgency } from './own-agency.js';
export { allScopes, demand, holds, isPermission, permissions, scopesFor } from './permissions.js';
export type { Permission } from './permissions.js';
export { requireOfficer } from './require-officer.js';
export { assertEveryRouteGuarded, routesOf, routesOfController } from './routes.js';
export type { Route } from './routes.js';
export { TokenVerifier } from './token-verifier.js';
export type { TokenVerifierSettings } from './token-verifier.js';
