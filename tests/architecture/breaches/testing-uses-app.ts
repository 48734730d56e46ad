// as: libs/testing/src/breach.ts
// expects: Projects cannot be imported by a relative
import { AppModule } from '../../../apps/lead-reporting/src/app.module.js';

export const breach = AppModule;
