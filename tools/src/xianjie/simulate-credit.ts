import { openEventLog } from '@xianjie/messaging';
import { CreditByFeed } from '../simulators/credit-feed.js';
import { CreditTable } from '../simulators/credit-table.js';
import { CreditByTopics } from '../simulators/credit-topics.js';
import type { Command, Invocation } from './command.js';
import { ExitCode } from './exit-code.js';
import { agencyOf, choiceOf, mannerFlags, mannerOptions, mannersOf } from './simulating.js';

export const simulateCredit: Command = {
  words: ['simulate', 'credit'],
  operands: `[FILE] [--by feed|topics] ${mannerFlags}`,
  about:
    'plays a credit platform (credit-nation unless told): reads all that is new, by the feed into the table in FILE or by the topics, and compares with what must be there',
  options: { ...mannerOptions, by: { type: 'string' } },
  takes: [0, 1],
  run,
};

async function run(invocation: Invocation): Promise<ExitCode> {
  const { operands, options, settings, output } = invocation;
  const manners = mannersOf(options);
  const byFeed = choiceOf(options['by'], '--by', ['feed', 'topics']) === 'feed';
  const api = settings.api('credit-publishing', agencyOf(options, 'credit-nation'));
  const [file] = operands;
  const { table, after } = file && byFeed ? CreditTable.load(file) : { table: new CreditTable(), after: '0' };
  const feed = new CreditByFeed({ api, table, after, manners });
  const read = byFeed ? await feed.readOn() : await readTopics(invocation, table);
  if (file && byFeed) table.save(file, feed.after);
  const state = await feed.state();
  const difference = table.difference(state);
  const rows = { records: table.count('publicity-record'), entries: table.count('list-entry') };
  output.tell(
    `read ${read}; the table holds ${rows.records} records and ${rows.entries} list entries: ${difference ?? 'as it must be'}`,
    { read, ...rows, digest: table.digest(), state, difference: difference ?? null },
  );
  return difference === undefined ? ExitCode.ok : ExitCode.refused;
}

async function readTopics({ options, settings }: Invocation, table: CreditTable): Promise<number> {
  const log = await openEventLog(settings.eventLog(), { clientId: agencyOf(options, 'credit-nation') });
  try {
    return await new CreditByTopics({ log, table, manners: mannersOf(options) }).readOn();
  } finally {
    await log.close();
  }
}
