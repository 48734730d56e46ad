import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, figuresOf, withAltered } from './figure.js';
import type { Score, Survivor } from './score.js';
import { TestProcess } from './test-process.js';
import type { Workshop } from './workshop.js';

/**
 * Alters one number or one day of the library at a time and runs its tests: what Stryker leaves alone, and what the law is made
 * of. Throws where the tests fail before anything was altered.
 */
export async function alterFigures(workshop: Workshop, progress: (text: string) => void): Promise<Score> {
  const tests = new TestProcess(workshop.folder);
  const survivors: Survivor[] = [];
  let killed = 0;
  try {
    await mustPass(tests, workshop.library);
    for (const file of workshop.files) {
      const path = join(workshop.folder, file);
      const code = readFileSync(path, 'utf8');
      const changes = figuresOf(code).flatMap((figure) =>
        figure.altered.map((altered) => ({ figure, altered })),
      );
      for (const { figure, altered } of changes) {
        writeFileSync(path, withAltered(code, figure, altered));
        if ((await tests.run()).failed) killed += 1;
        else survivors.push(survivor(file, figure, altered));
      }
      writeFileSync(path, code);
      if (changes.length > 0)
        progress(`${file}: ${changes.length} altered, ${survivors.length} unnoticed so far`);
    }
  } finally {
    tests.close();
  }
  return { pass: 'figures', library: workshop.library, killed, survivors };
}

async function mustPass(tests: TestProcess, library: string): Promise<void> {
  const { failed, tests: passed } = await tests.run();
  if (failed || passed === 0) throw new Error(`The tests of ${library} fail before anything is altered`);
}

function survivor(file: string, { line, original }: Figure, altered: string): Survivor {
  return { file, line, change: `${original} → ${altered}` };
}
