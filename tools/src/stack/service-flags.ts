/**
 * How a service is run: traces in TypeScript, no warnings of kafkajs's timers, and a young generation of 16 MB at most (V8 takes three
 * spaces of that size; left alone it grows to 128 MB, for nothing that can be measured here).
 */
export const SERVICE_FLAGS: readonly string[] = [
  '--enable-source-maps',
  '--disable-warning=TimeoutNegativeWarning',
  '--max-semi-space-size=16',
];
