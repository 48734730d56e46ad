import type { Progress } from '../stack/progress.js';
import type { Stack } from '../stack/stack.js';

/** One Ctrl-C arrives several times: from the terminal, from npm and from the script that started us. */
const SAME_SIGNAL_MS = 500;

export interface Stopping {
  readonly begun: boolean;
  /** Resolves with the exit code once a signal stopped everything. */
  readonly done: Promise<number>;
}

/** Stops the stack on SIGINT, SIGTERM or SIGHUP; a second signal kills what still runs and ends the process. */
export function stopOnSignals(stack: Stack, progress: Progress): Stopping {
  let first: number | undefined;
  const { promise, resolve } = Promise.withResolvers<number>();
  const onSignal = () => {
    if (first === undefined) {
      first = performance.now();
      progress.say('stopping …');
      void stop();
    } else if (performance.now() - first > SAME_SIGNAL_MS) {
      stack.killAll();
      process.exit(130);
    }
  };
  const stop = async () => {
    try {
      await stack.stop();
      progress.say('stopped; the data is kept');
      resolve(0);
    } catch (error) {
      console.error(error);
      stack.killAll();
      resolve(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return {
    get begun() {
      return first !== undefined;
    },
    done: promise,
  };
}
