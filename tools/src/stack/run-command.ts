import { spawn } from 'node:child_process';
import { root } from './paths.js';

/** Runs a program of the repository with its output as ours; answers its exit code, 1 where a signal ended it. */
export function runCommand(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(file, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a program and answers what it printed, for its caller to tell. */
export async function runQuietly(
  file: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  return { code, output };
}

/** Runs a JavaScript program of an installed package, on the Node that runs us. */
export function runPackage(
  path: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<number> {
  return runCommand(process.execPath, [`${root}/node_modules/${path}`, ...args], env);
}
