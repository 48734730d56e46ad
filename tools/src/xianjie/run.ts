import { parseArgs } from 'node:util';
import type { Command } from './command.js';
import { commands } from './commands.js';
import { ExitCode, exitCodeOf, UsageError } from './exit-code.js';
import { Output } from './output.js';
import { readSettings } from './settings.js';

const GLOBAL = {
  json: { type: 'boolean' },
  as: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs the command that `args` names; what goes wrong is told, and becomes the exit code. */
export async function run(
  args: readonly string[],
  makeOutput: (json: boolean) => Output = (json) => new Output(json),
): Promise<ExitCode> {
  const output = makeOutput(args.includes('--json'));
  try {
    return await dispatch(args, output);
  } catch (error) {
    const code = exitCodeOf(error);
    output.warn(
      code === ExitCode.failed ? String((error as Error).stack ?? error) : (error as Error).message,
    );
    return code;
  }
}

async function dispatch(args: readonly string[], output: Output): Promise<ExitCode> {
  const command = commandOf(args);
  const rest = args.slice(command?.words.length ?? 0);
  if (rest.includes('--help') || rest.includes('-h') || (!command && args.length === 0)) {
    output.say(command ? helpOf(command) : help());
    return command || args.length > 0 ? ExitCode.ok : ExitCode.usage;
  }
  if (!command) throw new UsageError(`Unknown command: ${args.join(' ')}\n\n${help()}`);
  const { values, positionals } = parseArgs({
    args: [...rest],
    options: { ...GLOBAL, ...command.options },
    allowPositionals: true,
    strict: true,
  });
  const [least, most] = command.takes;
  if (positionals.length < least || positionals.length > most)
    throw new UsageError(`Usage: ${usageOf(command)}`);
  const options = values as Record<string, string | boolean | undefined>;
  const settings = readSettings(values.as as string | undefined);
  return command.run({ operands: positionals, options, settings, output });
}

/** The command whose words `args` begin with; of several the one with the most words. */
export function commandOf(args: readonly string[]): Command | undefined {
  return commands
    .filter(({ words }) => words.every((word, at) => args[at] === word))
    .sort((one, other) => other.words.length - one.words.length)[0];
}

function usageOf({ words, operands }: Command): string {
  return ['xianjie', ...words, operands].filter(Boolean).join(' ');
}

function helpOf(command: Command): string {
  return `${usageOf(command)} [--json] [--as AGENCY]\n\n${command.about}\n\n${ENVIRONMENT}`;
}

const ENVIRONMENT = `Where things are is read from the local stack that runs (npm start), or from the environment:
  LEAD_REPORTING_URL, EXAM_EXCHANGE_URL, CREDIT_PUBLISHING_URL, CASE_TRANSFER_URL   services
  OIDC_ISSUER, OIDC_AUDIENCE               who issues tokens, and for what
  XIANJIE_TOKEN                            an access token, or
  XIANJIE_CLIENT_ID, XIANJIE_CLIENT_SECRET, XIANJIE_SCOPE   credentials to get one with
  EVENT_LOG                                kafka://host:port,… or postgres://…
  ADMIN_DATABASE_URL                       for migrate: a role that may create databases
--as AGENCY takes the credentials of an agency of samples/agencies.json instead.

Exit codes: 0 done; 1 done, but something was refused or is not there; 2 wrong usage; 3 nobody answers, try again later;
4 not allowed; 5 our mistake.`;

function help(): string {
  const lines = commands.map((command) => `  ${usageOf(command)}\n      ${command.about}`);
  return `xianjie COMMAND [--json] [--as AGENCY]; --json answers one JSON value a line\n\n${lines.join('\n')}\n\n${ENVIRONMENT}`;
}
