interface Asked {
  readonly id: number;
  readonly command: string;
  readonly input: unknown;
}

/** What a process of a benchmark can be told to do. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each command has an input of its own
export type Commands = Readonly<Record<string, (input: any) => Promise<unknown>>>;

/** Answers the benchmark's commands until told to end. */
export function serve(commands: Commands, end: () => Promise<void> = async () => undefined): void {
  process.channel?.ref();
  process.on('message', ({ id, command, input }: Asked) => {
    const work = commands[command];
    const done = work ? work(input) : Promise.reject(new Error(`There is no command ${command}`));
    done.then(
      (value) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
    );
  });
  process.once('SIGTERM', () => void end().finally(() => process.exit(0)));
}

export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** Nothing is said: what goes wrong is seen in the figures and the effects. Errors go to the process's log. */
export const quiet = {
  info: () => undefined,
  warn: (message: string, details?: object) => console.error(message, details ?? ''),
  error: (message: string, details?: object) => console.error(message, details ?? ''),
};
