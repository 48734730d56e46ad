// as: apps/console/src/api/breach.tsx
// expects: layer:kernel
import { Clock } from '@xianjie/service';

export const breach = Clock;
