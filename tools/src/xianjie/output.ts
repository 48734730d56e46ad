/** What a command prints: sentences for people, or with `--json` one JSON value a line for programs. */
export class Output {
  constructor(
    readonly json: boolean,
    private readonly write: (text: string) => void = (text) => void process.stdout.write(text),
    private readonly complain: (text: string) => void = (text) => void process.stderr.write(text),
  ) {}

  /** A result: `sentence` for people, `value` for programs. */
  tell(sentence: string, value: unknown): void {
    this.write(this.json ? `${asJson(value)}\n` : `${sentence}\n`);
  }

  /** Only for people, such as a heading. */
  say(sentence: string): void {
    if (!this.json) this.write(`${sentence}\n`);
  }

  /** On standard error: what went wrong, or what one waits for. */
  warn(sentence: string): void {
    this.complain(`${sentence}\n`);
  }
}

/** 64-bit numbers as text, bytes as hex: JSON has neither. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) => (typeof held === 'bigint' ? held.toString() : held));
}
