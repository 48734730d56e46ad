export { DomainError, isDomainError } from './domain-error.js';
export type { DomainErrorDetails, ErrorKind, FieldIssue } from './domain-error.js';
