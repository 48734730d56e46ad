export { ensureAuditMonths, recordAudit, recordAudits } from './record-audit.js';
export type { AuditDetails, AuditEntry } from './record-audit.js';
