// as: libs/errors/src/breach.ts
// expects: Name what a library exports
export * from './domain-error.js';
