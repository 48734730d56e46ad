export { checkDivisionCode, DivisionCodeSchema } from './check-division-code.js';
export type { CheckedDivisionCode, DivisionCode } from './check-division-code.js';
export { agencyRegistry } from './competence/agency-registry.js';
export type {
  AgencyRegistry,
  Assignment,
  Delegation,
  IndexedRegistry,
  RegisteredAgency,
} from './competence/agency-registry.js';
export { competentAgency } from './competence/competent-agency.js';
export type { Competence, Place } from './competence/competent-agency.js';
export { matters, ranks } from './competence/matters.js';
export type { Matter, MatterRule, Rank } from './competence/matters.js';
export { corpsCities } from './data/corps-cities.js';
export type { CorpsCity } from './data/corps-cities.js';
export { childrenOf, divisionOf, forms, newestList, parentOf, provinces } from './division.js';
export type { Division, Form } from './division.js';
export { sources } from './generated/lines.js';
export type { Source } from './generated/lines.js';
export { certainties } from './record.js';
export type { Certainty, Dating } from './record.js';
export { levels } from './structure.js';
export type { Level } from './structure.js';
export { isWithin, presentOf, superiorsOf } from './within.js';
