import { parseArgs } from 'node:util';
import { alterFigures } from './figures.js';
import { alterLogic } from './logic.js';
import { LEAST, percent, type Score, sentenceOf, survivorText } from './score.js';
import { type Subject, subjects } from './subjects.js';
import { openWorkshop, type Workshop } from './workshop.js';

const NAMES = subjects.map(({ name }) => name);

const HELP = `npm run mutation -- [NAME…] [--logic] [--figures]

Alters the code of ${NAMES.join(', ')} one place at a time, in a copy, and expects a test to fail. Two passes:
  --logic     conditions, operators, texts, blocks, by Stryker
  --figures   numbers and days, one more and one less, which Stryker leaves alone
Both unless one is named. Takes minutes for each. docs/mutation.md explains what survives.

Exit codes: 0 at least ${LEAST} % were noticed in each pass, 1 fewer, 2 wrong usage.`;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      logic: { type: 'boolean' },
      figures: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !NAMES.includes(name));
  if (values.help || unknown.length > 0) {
    console.log(unknown.length > 0 ? `Nothing is named ${unknown.join(', ')}\n\n${HELP}` : HELP);
    return unknown.length > 0 ? 2 : 0;
  }
  const both = values.logic === values.figures;
  const scores: Score[] = [];
  const chosen = positionals.length > 0 ? positionals : NAMES;
  for (const subject of subjects.filter(({ name }) => chosen.includes(name))) {
    if (both || values.logic) scores.push(await inWorkshop(subject, alterLogic));
    if (both || values.figures) {
      scores.push(
        await inWorkshop(subject, (workshop) => alterFigures(workshop, (text) => console.error(text))),
      );
    }
  }
  for (const score of scores)
    console.log([sentenceOf(score), ...score.survivors.map(survivorText)].join('\n'));
  for (const score of scores) console.log(sentenceOf(score));
  return scores.every((score) => percent(score) >= LEAST) ? 0 : 1;
}

async function inWorkshop(subject: Subject, pass: (workshop: Workshop) => Promise<Score>): Promise<Score> {
  const workshop = openWorkshop(subject);
  try {
    return await pass(workshop);
  } finally {
    workshop.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
