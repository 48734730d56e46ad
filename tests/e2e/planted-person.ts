import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import pg from 'pg';
import { pause, type Stack } from './local-stack.js';

/** A natural person who is nobody: the numbers are well formed, and occur in no sample. */
const PERSON = { name: '欧阳探针', citizenNumber: '330106198711023177', phone: '13857109942' } as const;

const AGENCY = { id: 'ip-hangzhou-system', secret: 'dev-ip-hangzhou-secret' } as const;
const OFFICERS = [{ name: '吴越' }, { name: '方敏' }] as const;
const ACT = { areaCode: '330106', actType: 'USING_ANOTHERS_NUMBER', actOn: '2026-03-02' } as const;

/** Who sends it, and to which service. */
class Agency {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async of(stack: Stack, service: string): Promise<Agency> {
    const { url, audience } = stack.issuer!;
    const basic = Buffer.from(`${AGENCY.id}:${AGENCY.secret}`).toString('base64');
    const answer = await fetch(`${url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        resource: audience,
        scope: 'lead:submit lead:read case:handle case:read',
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return new Agency(stack.services[service]!.url, token);
  }

  async call<T>(path: string, body?: object): Promise<{ status: number; text: string; got: T }> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const answer = await fetch(this.url + path, {
      headers,
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, text, got: JSON.parse(text) as T };
  }

  async done<T>(path: string, body?: object): Promise<T> {
    const { status, text, got } = await this.call<T>(path, body);
    if (status > 201) throw new Error(`${path} was answered ${status}: ${text}`);
    return got;
  }
}

export interface Planted {
  /** Of the lead about the person, by which it is known everywhere. */
  readonly leadId: string;
  /** What refused requests were answered. */
  readonly refusals: readonly string[];
}

/** A lead about the person, refused requests that carry its numbers, and a case against it whose findings carry a duty: it goes through every service. */
export async function plantPerson(stack: Stack): Promise<Planted> {
  const agency = await Agency.of(stack, 'lead-reporting');
  const run = Date.now().toString(36);
  const subject = { kind: 'PERSON', ...PERSON };
  const lead = {
    ...{
      externalNo: `探针-${run}`,
      scope: 'NATION',
      subject,
      goods: '无叶风扇',
      patentNumber: '201910631341.1',
      ...ACT,
    },
    origin: { source: 'CUSTOMS', customs: '杭州海关', declarationNo: run },
  };
  const { id: leadId } = await agency.done<{ id: string }>('/leads', lead);
  const refusals = [
    await agency.call('/leads', { ...lead, externalNo: PERSON.citizenNumber }),
    await agency.call('/leads', { ...lead, externalNo: `探针-${run}-2`, areaCode: '990000' }),
    await agency.call('/leads', {
      ...lead,
      externalNo: `探针-${run}-3`,
      subject: { ...subject, phone: `${PERSON.phone}0` },
    }),
    await agency.call('/cases', { caseNo: PERSON.citizenNumber, officers: OFFICERS, ...ACT, party: subject }),
  ];
  const opened = await agency.done<{ id: string }>('/cases', {
    caseNo: `探针-${run}`,
    officers: OFFICERS,
    ...ACT,
    party: subject,
  });
  const [day] = new Date().toISOString().split('T');
  await agency.done(`/cases/${opened.id}/findings`, {
    ...{
      actEndOn: '2026-03-02',
      discoveredOn: day,
      subject: 'NATURAL',
      actType: 'OTHERS_NUMBER',
      officer: OFFICERS[0].name,
    },
    ...{ turnoverFen: '28600000', directLossFen: '35200000' },
  });
  for (;;) {
    const { transfer } = await agency.done<{ transfer: object | null }>(`/cases/${opened.id}`);
    if (transfer)
      return {
        leadId,
        refusals: refusals.map(({ status, text }) => (status >= 400 ? text : `answered ${status}`)),
      };
    await pause(200);
  }
}

/** Where any of the texts is found: in the log, in what processes print and measure, in the events that services keep. */
export async function placesOf(texts: readonly string[], stack: Stack, folder: string): Promise<string[]> {
  const isIn = (bytes: Buffer): boolean => texts.some((text) => bytes.includes(text));
  const files = filesOf(join(folder, 'logs'), join(folder, 'kafka', 'kafka'));
  const inFiles = files.filter((file) => isIn(readFileSync(file))).map((file) => relative(folder, file));
  const inMetrics = Object.entries(stack.services).map(async ([name, { url }]) => {
    const metrics = Buffer.from(await (await fetch(`${url}/metrics`)).arrayBuffer());
    return isIn(metrics) ? [`metrics of ${name}`] : [];
  });
  const kept = Object.entries(stack.services).flatMap(([name, { databaseUrl }]) =>
    databaseUrl
      ? [
          rowsWith(texts, `events of ${name}`, databaseUrl, 'event', ['payload', 'traceparent']),
          rowsWith(texts, `parked events of ${name}`, databaseUrl, 'parked_event', ['*']),
        ]
      : [],
  );
  const log =
    stack.eventLog?.kind === 'embedded'
      ? [rowsWith(texts, 'the log', stack.eventLog.address, 'log_record', ['*'])]
      : [];
  return [inFiles, ...(await Promise.all([...inMetrics, ...kept, ...log]))].flat();
}

function filesOf(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((file) => statSync(file).isFile());
    } catch {
      return []; // no such folder on this log
    }
  });
}

/** Rows of a table in which one of the texts occurs, as bytes or as text. */
async function rowsWith(
  texts: readonly string[],
  place: string,
  url: string,
  table: string,
  columns: readonly string[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url.replace(/^postgres-log:/, 'postgres:') });
  await client.connect();
  try {
    const patterns = texts.flatMap((text) => [text, Buffer.from(text).toString('hex')]);
    const row =
      columns[0] === '*' ? 't::text' : columns.map((column) => `coalesce(${column}::text, '')`).join(' || ');
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} t WHERE ${patterns.map((_each, at) => `position($${at + 1} IN ${row}) > 0`).join(' OR ')}`,
      patterns,
    );
    return rows[0]!.count > 0 ? [`${place}: ${rows[0]!.count} rows`] : [];
  } finally {
    await client.end();
  }
}

/** What must be found nowhere. */
export const personalTexts: readonly string[] = Object.values(PERSON);
