export { clean, notText, refuse } from './checked.js';
export type { Branded, Checked, Refusal } from './checked.js';
export { checkCitizenNumber, citizenCheck, readCitizenNumber } from './citizen-number.js';
export type { CheckedCitizenNumber, CitizenNumber, Sex } from './citizen-number.js';
export { checkIpc, checkLocarno } from './classification.js';
export type { IpcSymbol, LocarnoClass } from './classification.js';
export { checkCreditCode, creditCheck } from './credit-code.js';
export type { CheckedCreditCode, CreditCode } from './credit-code.js';
export { checkDocumentNumber } from './document-number.js';
export type { CheckedDocumentNumber, DocumentNumber } from './document-number.js';
export { addDays, addYears, checkLocalDate } from './local-date.js';
export type { LocalDate } from './local-date.js';
export { newId } from './new-id.js';
export { checkOrganisationCode, organisationCheck } from './organisation-code.js';
export type { OrganisationCode } from './organisation-code.js';
export { readPatentNumber } from './patent-number-form.js';
export type { PatentType, ReadPatentNumber } from './patent-number-form.js';
export { checkPatentNumber, formatPatentNumber, patentCheck } from './patent-number.js';
export type { CheckedPatentNumber, PatentNumber } from './patent-number.js';
export { checkPublicationNumber } from './publication-number.js';
export type { CheckedPublicationNumber, PublicationNumber } from './publication-number.js';
export {
  checkedSchema,
  CitizenNumberSchema,
  CreditCodeSchema,
  DocumentNumberSchema,
  IpcSchema,
  LocalDateSchema,
  LocarnoSchema,
  OrganisationCodeSchema,
  PatentNumberSchema,
  PublicationNumberSchema,
} from './schemas.js';
