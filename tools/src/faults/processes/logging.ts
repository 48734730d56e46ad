import { inspect } from 'node:util';

type Line = (message: string, details?: object) => void;

const line =
  (level: string): Line =>
  (message, details) =>
    console.log(
      new Date().toISOString(),
      level,
      message,
      details ? inspect(details, { breakLength: Infinity, depth: 4 }) : '',
    );

/** To the process's log file, which a failed run keeps. */
export const consoleLogger = {
  debug: line('debug'),
  info: line('info'),
  warn: line('warn'),
  error: line('error'),
};
