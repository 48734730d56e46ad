export { afterCommit, beforeCommit, Database } from './database.js';
export type { Tx } from './database.js';
export { createServiceDatabase, openDataSource } from './data-source.js';
export type { DataSourceSettings } from './data-source.js';
export { classifyDatabaseError, isUnavailable } from './database-error.js';
export type { DatabaseFailure } from './database-error.js';
export { migrate, sqlMigrations } from './migrations.js';
export { insert, insertOrFind, update } from './writes.js';
