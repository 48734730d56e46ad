import type { Logger } from '../log/log.js';

/** How relay and consumer say things. */
export interface BackboneLogger {
  debug(message: string, details?: object): void;
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, details?: object): void;
}

/** Their lines through the service's logger. */
export function backboneLogger(logger: Logger, part: string): BackboneLogger {
  const child = logger.child({ part });
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, details: object = {}) => {
      const { error, ...rest } = details as { error?: unknown };
      child[level](error === undefined ? rest : { ...rest, err: error }, message);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
