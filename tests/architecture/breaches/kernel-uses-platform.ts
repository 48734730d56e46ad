// as: libs/identifiers/src/breach.ts
// expects: layer:kernel
import { Database } from '@xianjie/persistence';

export const breach = Database;
