// as: libs/messaging/src/breach.ts
// expects: layer:platform
import { startPostgres } from '@xianjie/testing';

export const breach = startPostgres;
