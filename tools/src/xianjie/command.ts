import type { ParseArgsOptionsConfig } from 'node:util';
import type { ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { Settings } from './settings.js';

/** One command as it was called. */
export interface Invocation {
  /** What stands after the command's words. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly settings: Settings;
  readonly output: Output;
}

/** A command: its words, its help and what it does. */
export interface Command {
  /** `['leads', 'submit']`. */
  readonly words: readonly string[];
  /** What follows the words: `FILE`, `TOPIC [--limit N]`. */
  readonly operands: string;
  readonly about: string;
  /** Beside `--json`, `--as` and `--help`, which every command has. */
  readonly options?: ParseArgsOptionsConfig;
  /** How many operands it takes: at least, at most. */
  readonly takes: readonly [number, number];
  run(invocation: Invocation): Promise<ExitCode>;
}
