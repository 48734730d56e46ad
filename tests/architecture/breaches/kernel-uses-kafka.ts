// as: libs/contracts/src/breach.ts
// expects: kafkajs
import { Kafka } from 'kafkajs';

export const breach = Kafka;
