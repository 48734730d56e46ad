// Lints each file of breaches/ as if it stood where its first line says, and prints what ESLint complains of as JSON.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';

process.env.NX_DAEMON = 'false';
// The layer rule needs Nx's project graph; without it the rule would skip and succeed.
const nx = createRequire(import.meta.url)('@nx/devkit');
await nx.createProjectGraphAsync({ exitOnError: true });

const { ESLint } = await import('eslint');
const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'breaches');
const eslint = new ESLint({ cwd: root });
const complaints = {};
for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), 'utf8');
  const [, as] = /^\/\/ as: (.+)$/m.exec(text);
  const [result] = await eslint.lintText(text, { filePath: join(root, as) });
  complaints[name] = result.messages.map((message) => message.message);
}
console.log(JSON.stringify(complaints));
