// as: libs/errors/src/breach.ts
// expects: typeorm
import { DataSource } from 'typeorm';

export const breach = DataSource;
