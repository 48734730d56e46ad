import type { Logger } from './log/log.js';

/** What runs until it is told to end. */
export interface Endable {
  readonly logger: Logger;
  /** Rejects when it can go on no longer. */
  readonly failed?: Promise<never>;
  stop(): Promise<void>;
}

/** Ends the process on SIGTERM, SIGINT or a fatal error: one graceful end, however it comes; after `graceMs` it ends anyway. */
export function runToSignal({ logger, failed, stop }: Endable, graceMs: number): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => {
      logger.error({ graceMs }, 'did not stop in time');
      process.exit(1);
    }, graceMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  failed?.catch((error: unknown) => {
    logger.fatal({ err: error }, 'the event log is lost');
    process.exit(1);
  });
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.fatal({ err: error }, event);
      process.exit(1);
    });
  }
}
