import { submitLines, type LineAnswer } from '../api/bulk.js';
import { numberedLines } from '../api/ndjson-file.js';
import type { Command, Invocation } from './command.js';
import { ExitCode } from './exit-code.js';

const USUALLY = 'ip-zhejiang';
/** Answers that mean "not taken". */
const REFUSED = new Set(['rejected', 'conflict']);

export const leadCommands: readonly Command[] = [
  {
    words: ['leads', 'submit'],
    operands: 'FILE',
    about: 'submits the leads of an NDJSON file (- is standard input); sending a file again is harmless',
    takes: [1, 1],
    run: submit,
  },
  { words: ['leads', 'show'], operands: 'ID', about: 'shows a lead', takes: [1, 1], run: show },
];

async function submit({ operands: [file = ''], settings, output }: Invocation): Promise<ExitCode> {
  const api = settings.api('lead-reporting', USUALLY);
  const came: Record<string, number> = {};
  const answers = submitLines(api, '/leads/bulk', numberedLines(file), {
    interrupted: (reason) => output.warn(`interrupted (${reason}); sending the rest again`),
  });
  for await (const answer of answers) {
    came[answer.status] = (came[answer.status] ?? 0) + 1;
    if (output.json) output.tell('', answer);
    else if (REFUSED.has(answer.status)) output.say(sentenceOf(answer));
  }
  const total = Object.entries(came).map(([status, count]) => `${count} ${status}`);
  output.say(total.length > 0 ? total.join(', ') : 'the file holds no lines');
  return Object.keys(came).some((status) => REFUSED.has(status)) ? ExitCode.refused : ExitCode.ok;
}

/** `line 17: rejected: subject.creditCode: the check character is wrong [credit-code.check-character]`. */
export function sentenceOf({ line, status, errors = [] }: LineAnswer): string {
  const reasons = errors.map(
    ({ field, rule, message }) => `${field ? `${field}: ` : ''}${message} [${rule}]`,
  );
  return [`line ${line}: ${status}`, ...reasons].join(reasons.length > 1 ? '\n    ' : ': ');
}

async function show({ operands: [id = ''], settings, output }: Invocation): Promise<ExitCode> {
  const lead = await settings.api('lead-reporting', USUALLY).get(`/leads/${encodeURIComponent(id)}`);
  output.tell(JSON.stringify(lead, null, 2), lead);
  return ExitCode.ok;
}
