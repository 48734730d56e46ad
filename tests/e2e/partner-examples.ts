import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './local-stack.js';

interface Example {
  readonly shell: string;
  /** It needs a broker. */
  readonly kafka: boolean;
}

/** The blocks of docs/partners.md that are for a shell, in their order. */
export function partnerExamples(): readonly Example[] {
  const text = readFileSync(join(root, 'docs', 'partners.md'), 'utf8');
  return [...text.matchAll(/^```sh( kafka)?\n([\s\S]*?)^```$/gm)].map(([, kafka, shell = '']) => ({
    shell,
    kafka: kafka !== undefined,
  }));
}

/**
 * Pastes them one after the other into one shell in the root of the repository, as a reader would; those for a broker only where there is one.
 * Answers the code with which it ended, and what was printed.
 */
export function runPartnerExamples(
  dataFolder: string,
  kafka: boolean,
): Promise<{ code: number | null; output: string }> {
  const blocks = partnerExamples().filter((example) => kafka || !example.kafka);
  const script = ['set -euo pipefail', ...blocks.map(({ shell }) => shell)].join('\n');
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const path = `${join(process.execPath, '..')}:${env['PATH'] ?? ''}`;
  const child = spawn('bash', ['-c', script], {
    cwd: root,
    env: { ...env, PATH: path, XIANJIE_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
