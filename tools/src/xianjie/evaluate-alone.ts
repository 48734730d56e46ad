import { evaluateFile } from './evaluate.js';
import { ExitCode, exitCodeOf } from './exit-code.js';
import { Output } from './output.js';

/** True for `evaluate`, `evaluate FILE` and `evaluate -`. */
export function isEvaluateAlone([word, file = '-', ...more]: readonly string[]): boolean {
  return word === 'evaluate' && more.length === 0 && (file === '-' || !file.startsWith('-'));
}

/**
 * `xianjie evaluate` without the other commands: the clients of servers that those bring take longer to load than thousands of
 * lines to answer.
 */
export async function runEvaluateAlone([, file]: readonly string[]): Promise<ExitCode> {
  const output = new Output(false);
  try {
    return await evaluateFile(file, output);
  } catch (error) {
    const code = exitCodeOf(error);
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    output.warn(code === ExitCode.failed ? (stack ?? message) : message);
    return code;
  }
}
