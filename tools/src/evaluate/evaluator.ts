import { DomainError, isDomainError } from '@xianjie/errors';
import type { Fields } from './fields.js';
import type { Context, Evaluate } from './kind.js';
import { kinds } from './kinds.js';
import { type Line, LONGEST_LINE } from './lines.js';

/** The answer to one line: the JSON text that is written, and whether it is an error. */
export interface Answer {
  readonly text: string;
  readonly refused: boolean;
}

/** Answers lines one by one. The rules of a kind are loaded when the first line asks for them. */
export class Evaluator {
  readonly #loaded = new Map<string, Evaluate>();

  constructor(private readonly context: Context) {}

  /** Never throws or rejects for what a line holds; answers at once where the rules of its kind are loaded. */
  answer(line: Line): Answer | Promise<Answer> {
    let id: unknown;
    try {
      const fields = objectOf(line);
      id = idOf(fields, line.text);
      const kind = kindOf(fields);
      const evaluate = this.#loaded.get(kind);
      if (evaluate) return resultOf(id, evaluate(fields, this.context));
      return this.#load(kind).then(() => this.answer(line));
    } catch (error) {
      return errorOf(id, line.number, error);
    }
  }

  async #load(kind: string): Promise<void> {
    const load = kinds.get(kind);
    if (load) this.#loaded.set(kind, await load());
  }
}

function objectOf({ text, problem }: Line): Fields {
  if (problem) throw unread(problem);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal('json', 'The line is no JSON', '该行不是 JSON', cause);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw refusal('not-an-object', 'The line must be a JSON object', '该行须为 JSON 对象');
}

function unread(problem: 'too-long' | 'not-utf8'): DomainError {
  return problem === 'too-long'
    ? refusal(problem, `The line is longer than ${LONGEST_LINE} bytes`, `该行超过${LONGEST_LINE}字节`)
    : refusal(problem, 'The line is not UTF-8', '该行不是 UTF-8 编码');
}

function kindOf({ kind }: Fields): string {
  if (typeof kind === 'string' && kinds.has(kind)) return kind;
  const known = [...kinds.keys()].join(', ');
  throw refusal('unknown-kind', `kind must be one of ${known}`, `kind 须为下列之一：${known}`);
}

/** A number that a double does not hold, such as an id of 19 digits, keeps its digits. */
function idOf({ id }: Fields, text: string): unknown {
  return typeof id === 'number' && !Number.isSafeInteger(id) ? asWritten(text) : id;
}

/** JSON's newest part, which the compiler's library does not know yet. */
interface JsonSource {
  parse(text: string, revive: (key: string, value: unknown, context: { source: string }) => unknown): Fields;
  rawJSON(text: string): unknown;
}

function asWritten(text: string): unknown {
  const json = JSON as unknown as JsonSource;
  return json.parse(text, (key, value, { source }) =>
    key === 'id' && typeof value === 'number' ? json.rawJSON(source) : value,
  )['id'];
}

function resultOf(id: unknown, result: object): Answer {
  return { text: JSON.stringify({ id, result }), refused: false };
}

function errorOf(id: unknown, line: number, error: unknown): Answer {
  const told = { ...describe(error), line };
  try {
    return { text: JSON.stringify({ id, error: told }), refused: true };
  } catch {
    return { text: JSON.stringify({ error: told }), refused: true }; // an id nested too deeply to be written again
  }
}

/** What goes wrong in the rules themselves costs its line only. */
function describe(error: unknown): object {
  if (!isDomainError(error)) {
    const { code, message, zh } = refusal(
      'failed',
      `The line cannot be answered: ${String(error)}`,
      '该行无法处理',
    );
    return { code, message, zh };
  }
  const { code, message, zh, issues } = error;
  const [issue] = issues;
  // A rule that names a field refuses that field, whatever the rule calls it.
  return issue
    ? { code: 'evaluate.field', message, zh, field: issue.field, rule: issue.rule }
    : { code, message, zh };
}

function refusal(name: string, message: string, zh: string, cause?: unknown): DomainError {
  return new DomainError('invalid', `evaluate.${name}`, message, { zh, cause });
}
