import { type Got, type LeadPaths, type Service } from '../api/clients.js';
import { getJson } from '../api/http.js';
import type { Session } from '../api/session.js';
import { listPath, type Measured, type Months } from './numbers.js';

export type Statistics = Got<LeadPaths, '/statistics'>;

const readable: readonly (readonly [Service, readonly string[]])[] = [
  ['lead-reporting', ['lead:read', 'case:read', 'circular:read']],
  ['case-transfer', ['transfer:read']],
  ['credit-publishing', ['publicity:read']],
];

/** The services that count something for this officer. */
export function countingServices({ scopes }: Session): Service[] {
  return readable
    .filter(([, wanted]) => wanted.some((scope) => scopes.includes(scope)))
    .map(([name]) => name);
}

/** The numbers of all services together; one that does not answer is named and hides nothing of the others. */
export async function readStatistics(
  asked: readonly Service[],
  { from, to }: Months,
  signal: AbortSignal,
): Promise<{ measured: Measured; failed: readonly Service[] }> {
  const answers = await Promise.allSettled(
    asked.map((service) => getJson<Statistics>(`/api/${service}/statistics?from=${from}&to=${to}`, signal)),
  );
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const [refused] = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason as unknown] : [],
  );
  if (found.length === 0 && refused) throw refused;
  return {
    measured: {
      measures: found.flatMap(({ measures }) =>
        measures.map((each) => ({ ...each, list: listPath(each.list) })),
      ),
      rates: found.flatMap(({ rates }) => rates),
      numbers: found.flatMap(({ measures, cells }) =>
        cells.flatMap(({ month, province, values }) =>
          values.map((value, index) => ({ month, province, value, key: measures[index]?.key ?? '' })),
        ),
      ),
    },
    failed: asked.filter((_service, index) => answers[index]?.status === 'rejected'),
  };
}
