import { openEventLog } from '@xianjie/messaging';
import { numberedLines } from '../api/ndjson-file.js';
import { ProvinceByHttp } from '../simulators/province-http.js';
import { type LeadLine, offeredOf } from '../simulators/province-lead.js';
import { ProvinceByTopic } from '../simulators/province-topic.js';
import type { Command, Invocation } from './command.js';
import { ExitCode } from './exit-code.js';
import { sentenceOf } from './leads.js';
import type { Output } from './output.js';
import { agencyOf, choiceOf, mannerFlags, mannerOptions, mannersOf, untilStopped } from './simulating.js';

export const simulateProvince: Command = {
  words: ['simulate', 'province'],
  operands: `FILE [--by http|topic] ${mannerFlags}`,
  about:
    'plays a provincial system that sends the leads of an NDJSON file by HTTP (ip-zhejiang unless told), or onto its own topic (ip-jiangsu unless told) where it waits for the answers',
  options: { ...mannerOptions, by: { type: 'string' } },
  takes: [1, 1],
  run: (invocation) =>
    choiceOf(invocation.options['by'], '--by', ['http', 'topic']) === 'http'
      ? byHttp(invocation)
      : byTopic(invocation),
};

const LOOK_EVERY_MS = 200;

async function byHttp({ operands: [file = ''], options, settings, output }: Invocation): Promise<ExitCode> {
  const manners = mannersOf(options);
  const { url, token } = settings.api('lead-reporting', agencyOf(options, 'ip-zhejiang'));
  const province = new ProvinceByHttp({ url, token, manners });
  for await (const answer of province.submit(numberedLines(file))) output.tell(sentenceOf(answer), answer);
  return ExitCode.ok;
}

async function byTopic({ operands: [file = ''], options, settings, output }: Invocation): Promise<ExitCode> {
  const agency = agencyOf(options, 'ip-jiangsu');
  const log = await openEventLog(settings.eventLog(), { clientId: agency });
  try {
    const province = new ProvinceByTopic({ agency, log, manners: mannersOf(options) });
    const lines = new Map<string, number>();
    for await (const { line, text } of numberedLines(file)) {
      if (text.trim() !== '') lines.set(await province.offer(offeredOf(JSON.parse(text) as LeadLine)), line);
    }
    output.say(`${lines.size} leads are on the topic; Ctrl-C ends the wait for their answers`);
    return await answersTo(province, lines, output);
  } finally {
    await log.close();
  }
}

/** Tells each answer as it comes. */
async function answersTo(
  province: ProvinceByTopic,
  lines: Map<string, number>,
  output: Output,
): Promise<ExitCode> {
  let stopped = false;
  void untilStopped().then(() => (stopped = true));
  while (lines.size > 0 && !stopped) {
    await province.readOn();
    for (const [reference, line] of lines) {
      const answer = province.outcome(reference)?.answer;
      if (!answer) continue;
      lines.delete(reference);
      output.tell(sentenceOf({ line, status: answer.status.toLowerCase(), errors: answer.issues }), answer);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return lines.size === 0 ? ExitCode.ok : ExitCode.unavailable;
}
