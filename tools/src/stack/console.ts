import { join } from 'node:path';
import { root, sampleFile } from './paths.js';
import { runQuietly } from './run-command.js';
import { secretsOf } from './secrets.js';
import { services, type ServiceEntry } from './services.js';
import type { StackFile } from './stack-file.js';

/** The console's server as the local stack runs it: a process beside the services, without a database. */
export const CONSOLE: ServiceEntry = {
  name: 'console-server',
  port: 3000,
  zh: '工作台',
  secrets: { SESSION_KEYS: 'named-key', CLIENT_SECRET: 'key' },
};
const CLIENT = 'xianjie-console-server';

/** Settings of the issuer that let officers in at the console, of the local stack's samples with one click. */
export function issuerForConsole(dataDir: string, consoleUrl: string): Record<string, string> {
  return {
    CONSOLE_SECRET: secretsOf(dataDir, CONSOLE)['CLIENT_SECRET']!,
    CONSOLE_REDIRECTS: `${consoleUrl}/session/callback`,
    ISSUER_ONE_CLICK: '1',
  };
}

/** Settings of the console's server. */
export function consoleSettings(dataDir: string, stack: StackFile): Record<string, string> {
  const addresses = services.map(({ name }) => `${name}=${stack.services[name]!.url}`);
  return {
    ...secretsOf(dataDir, CONSOLE),
    PORT: new URL(stack.console!.url).port,
    HOST: '127.0.0.1',
    CONSOLE_URL: stack.console!.url,
    SERVICES: addresses.join(),
    CLIENT_ID: CLIENT,
    OIDC_ISSUER: stack.issuer!.url,
    OIDC_AUDIENCE: stack.issuer!.audience,
    SAMPLE_OFFICERS: sampleFile('agencies.json'),
  };
}

/** Builds the pages where their sources changed; Vite is there wherever everything was installed. */
export async function buildPages(): Promise<'built' | 'up to date'> {
  const { code, output } = await runQuietly(process.execPath, [join(root, 'tools', 'web.mjs')]);
  if (code !== 0) throw new Error(`The console could not be built:\n${output}`);
  return output.includes('built the console') ? 'built' : 'up to date';
}
