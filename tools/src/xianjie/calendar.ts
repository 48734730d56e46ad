import { readFileSync } from 'node:fs';
import { parseNotice } from '@xianjie/calendar';
import { services } from '../stack/services.js';
import type { Command, Invocation } from './command.js';
import { ExitCode } from './exit-code.js';

const USUALLY = 'xianjie-operations';

export const calendarCommands: readonly Command[] = [
  {
    words: ['calendar'],
    operands: '',
    about: 'shows which years of working days each service has loaded, with the notice of each',
    takes: [0, 0],
    run: show,
  },
  {
    words: ['calendar', 'load'],
    operands: 'FILE',
    about: "loads the State Council's notice on a year into every service; running clocks are computed anew",
    takes: [1, 1],
    run: load,
  },
];

interface Year {
  readonly year: number;
  readonly source: string;
}

async function show({ settings, output }: Invocation): Promise<ExitCode> {
  for (const { name: service } of services) {
    const { years } = await settings.api(service, USUALLY).get<{ years: Year[] }>('/calendar');
    const last = years.at(-1);
    output.tell(`${service}: ${years[0]?.year} to ${last?.year} (${last?.source})`, { service, years });
  }
  return ExitCode.ok;
}

async function load({ operands: [file = ''], settings, output }: Invocation): Promise<ExitCode> {
  const notice = parseNotice(readFileSync(file, 'utf8'));
  for (const { name: service } of services) {
    const answer = await settings
      .api(service, USUALLY)
      .post<{ year: number; changed: boolean }>('/calendar/notices', notice);
    const sentence = answer.changed ? `${answer.year} is loaded` : `${answer.year} was loaded already`;
    output.tell(`${service}: ${sentence}`, { service, ...answer });
  }
  return ExitCode.ok;
}
