// as: libs/messaging/src/breach.spec.ts
// expects nothing
import { startPostgres } from '@xianjie/testing';

export const allowed = startPostgres;
