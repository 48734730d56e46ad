import { agencyKinds, agencySchema, type AgencyKind } from '@xianjie/identity';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const samples = z.array(
  agencySchema.extend({
    officers: z.array(z.object({ name: z.string(), login: z.string(), head: z.boolean().optional() })),
  }),
);

type SampleAgency = z.output<typeof samples>[number];

/** Somebody who signs in with one click, on the local stack alone. */
export interface SampleOfficer {
  readonly login: string;
  readonly name: string;
  readonly agency: string;
  readonly role: string;
}

/** The sample officers of a file like `samples/agencies.json`; none without a file. */
export class SampleOfficers {
  /** Those of one agency of each kind: enough to play every part. */
  readonly shown: readonly SampleOfficer[];
  readonly #logins: ReadonlySet<string>;

  constructor(file: string | undefined) {
    const all = file === undefined ? [] : samples.parse(JSON.parse(readFileSync(file, 'utf8')));
    const staffed = all.filter(({ officers }) => officers.length > 0);
    const first = agencyKinds.flatMap((kind) => staffed.find((agency) => agency.kind === kind) ?? []);
    this.shown = first.flatMap(officersOf);
    this.#logins = new Set(all.flatMap(({ officers }) => officers.map(({ login }) => login)));
  }

  has(login: string): boolean {
    return this.#logins.has(login);
  }
}

function officersOf({ name: agency, kind, officers }: SampleAgency): SampleOfficer[] {
  return officers.map(({ name, login, head }) => ({
    login,
    name,
    agency,
    role: head ? '正职负责人' : roles[kind],
  }));
}

const roles: Readonly<Record<AgencyKind, string>> = {
  'patent-office-prefecture': '执法人员',
  'patent-office-province': '执法人员',
  'patent-office-nation': '执法指导',
  corps: '执法人员',
  examination: '审查业务',
  police: '受案民警',
  procuratorate: '检察官',
  platform: '平台治理',
  'credit-platform': '信用管理',
  operator: '运行维护',
};
