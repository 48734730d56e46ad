import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Services of the local stack are ahead of the true time by what this file says (`MovableClock` of libs/service). */
export function clockFile(dataDir: string): string {
  return join(dataDir, 'clock.json');
}

/** Milliseconds by which the services are ahead. */
export function readAheadMs(file: string): number {
  try {
    return Number((JSON.parse(readFileSync(file, 'utf8')) as { aheadMs: number }).aheadMs) || 0;
  } catch {
    return 0;
  }
}

/** The services follow within a tenth of a second. */
export function writeAheadMs(file: string, aheadMs: number): void {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, JSON.stringify({ aheadMs }));
  renameSync(partial, file);
}
