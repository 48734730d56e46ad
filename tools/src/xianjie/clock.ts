import { readAheadMs, writeAheadMs } from '../stack/stack-clock.js';
import type { Command, Invocation } from './command.js';
import { ExitCode, UsageError } from './exit-code.js';

const UNITS_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;

export const clockCommands: readonly Command[] = [
  {
    words: ['clock'],
    operands: '[ahead DURATION | reset]',
    about:
      'shows the clock of the local stack, or sets it ahead by 3d, 36h, 90m; for trials, deadlines pass in minutes',
    takes: [0, 2],
    run,
  },
];

async function run({ operands: [verb, duration], settings, output }: Invocation): Promise<ExitCode> {
  const file = settings.clockFile();
  if (verb === 'ahead') writeAheadMs(file, readAheadMs(file) + durationMs(duration));
  else if (verb === 'reset' && duration === undefined) writeAheadMs(file, 0);
  else if (verb !== undefined) throw new UsageError('Usage: xianjie clock [ahead DURATION | reset]');
  const aheadMs = readAheadMs(file);
  const now = new Date(Date.now() + aheadMs).toISOString();
  output.tell(`the services' clock says ${now}, ${aheadMs / UNITS_MS.h} h ahead of the true time`, {
    now,
    aheadMs,
  });
  return ExitCode.ok;
}

/** `3d`, `36h`, `90m`, `10s` in milliseconds. Throws UsageError. */
export function durationMs(text: string | undefined): number {
  const [, count, unit] = /^(\d{1,6})([dhms])$/.exec(text ?? '') ?? [];
  if (!count || !unit) throw new UsageError('A duration is 3d, 36h, 90m or 10s');
  return Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
}
