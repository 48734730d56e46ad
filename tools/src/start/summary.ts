import { sampleAgencies } from '../api/sample-agency.js';
import { CONSOLE } from '../stack/console.js';
import { services } from '../stack/services.js';
import type { StackFile } from '../stack/stack-file.js';

/** Agencies whose credentials are shown; the others are in samples/agencies.json. */
const SHOWN = ['ip-zhejiang', 'ip-guangdong', 'cnipa', 'cnipa-examination', 'xianjie-operations'];

/** Agencies whose officers are shown with their sign-in. */
const OFFICERS_OF = [
  'cnipa',
  'ip-zhejiang',
  'ip-hangzhou',
  'ip-shenzhen',
  'police-hangzhou',
  'procuratorate-hangzhou',
  'credit-zhejiang',
  'xianjie-operations',
];

/** What one needs to try it: addresses, credentials, where things are kept. */
export function summaryOf(stack: StackFile, dataDir: string): string {
  const places = services.map(({ name, zh }) => {
    const url = stack.services[name]?.url ?? '';
    return [`${name} ${zh}`, url, `${url}/openapi.json`, `${url}/readyz`, `${url}/metrics`];
  });
  const clients = sampleAgencies()
    .filter(({ id }) => SHOWN.includes(id))
    .map(({ name, clientId, clientSecret }) => [name, clientId, clientSecret]);
  const officers = sampleAgencies()
    .filter(({ id }) => OFFICERS_OF.includes(id))
    .flatMap(({ name, officers: people }) =>
      people.map((each) => [
        `${each.name}${each.head ? '（正职负责人）' : ''}`,
        name,
        each.login,
        each.password,
      ]),
    );
  return [
    '',
    table([
      [
        `console ${CONSOLE.zh}`,
        stack.console?.url ?? '',
        'open it in a browser; the officers below sign in with one click',
      ],
    ]),
    '',
    table([['service', 'API', 'OpenAPI', 'health', 'metrics'], ...places]),
    '',
    table([
      ['token issuer', stack.issuer?.url ?? '', `audience ${stack.issuer?.audience ?? ''}`],
      ['event log', stack.eventLog?.address ?? '', stack.eventLog?.kind ?? ''],
      ['data', dataDir, ''],
    ]),
    '',
    table([['sample agency', 'client id', 'client secret'], ...clients]),
    '',
    table([['officer', 'agency', 'login', 'password'], ...officers]),
    '',
  ].join('\n');
}

/** Columns side by side; a Chinese character takes two places. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const padded = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell))))
      .join('  ');
  return rows.map((row) => `  ${padded(row).trimEnd()}`).join('\n');
}

function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffdc]/u.test(sign) ? 2 : 1), 0);
}
