export { childOf, currentTraceparent, isTraceparent, newTraceparent, runWithTrace } from './traceparent.js';
