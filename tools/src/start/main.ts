import { parseArgs } from 'node:util';
import { chooseEventLog, UsageError } from '../stack/event-log-choice.js';
import { dataRoot } from '../stack/paths.js';
import { Progress } from '../stack/progress.js';
import { Stack } from '../stack/stack.js';
import { runningStack } from '../stack/stack-file.js';
import { importSampleData } from '../stack/sample-data.js';
import { summaryOf } from './summary.js';
import { stopOnSignals } from './stop-on-signals.js';

const HELP = `npm start -- [--fresh]

Starts everything on this machine and keeps it running: PostgreSQL, the event log, a token issuer, every service, the console.
Ctrl-C stops it; a second Ctrl-C kills what still runs.

  --fresh       begins anew: removes the data of the chosen event log
  --help

  EVENT_LOG     kafka://host:port,…  brokers that exist
                kafka                a local Apache Kafka (Java 17+ and Maven)
                embedded             the PostgreSQL log
                unset: kafka where Java and Maven are found, else embedded
  XIANJIE_DATA  where data and logs are kept; .data/ unless told

Exit codes: 0 stopped as asked, 1 failed, 2 wrong usage, 3 another start runs already.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { fresh: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const folder = dataRoot();
  const running = runningStack(folder);
  if (running) {
    console.error(`A stack runs already on ${folder} (launcher ${running.launcher!.pid}); stop it first.`);
    return 3;
  }
  const progress = new Progress();
  const eventLog = chooseEventLog(process.env['EVENT_LOG']);
  if (eventLog.kind === 'embedded' && eventLog.notice) progress.plain(eventLog.notice);
  const stack = new Stack({ dataRoot: folder, eventLog, fresh: values.fresh ?? false, progress });
  const stopped = stopOnSignals(stack, progress);
  try {
    const description = await stack.start();
    await importSampleData(description, progress);
    progress.plain(summaryOf(description, stack.dataDir));
    progress.plain(`ready in ${progress.seconds.toFixed(1)} s; Ctrl-C stops everything`);
    stack.markReady();
  } catch (error) {
    if (stopped.begun) return stopped.done;
    console.error(error instanceof UsageError ? error.message : error);
    await stack.stop();
    return error instanceof UsageError ? 2 : 1;
  }
  return stopped.done;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const usage =
      error instanceof UsageError ||
      (error as { code?: unknown }).code?.toString().startsWith('ERR_PARSE_ARGS');
    console.error(usage ? (error as Error).message : error);
    process.exit(usage ? 2 : 1);
  },
);
