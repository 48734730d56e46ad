// as: apps/lead-reporting/src/breach.ts
// expects: layer:app
import { startPostgres } from '@xianjie/testing';

export const breach = startPostgres;
