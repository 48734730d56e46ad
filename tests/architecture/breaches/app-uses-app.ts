// as: apps/lead-reporting/src/breach.ts
// expects: Projects cannot be imported by a relative
import { AppModule } from '../../exam-exchange/src/app.module.js';

export const breach = AppModule;
