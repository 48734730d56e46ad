import { Api } from '../api/api.js';
import { sampleOfficer, signedInTokens, systemTokens, type TokenIssuer } from '../api/sample-agency.js';
import type { TokenSource } from '../api/tokens.js';
import { WatchedApi } from './watched-api.js';

/** A service of the platform, by its name in the stack. */
export type ServiceName = 'lead-reporting' | 'exam-exchange' | 'credit-publishing' | 'case-transfer';

/** Everybody who acts in the story: systems with their credentials, officers who are signed in. */
export class Actors {
  private readonly tokens = new Map<string, TokenSource>();

  constructor(
    private readonly urls: Readonly<Record<string, { readonly url: string }>>,
    private readonly issuer: TokenIssuer,
    /** Told before each act. */
    private readonly acting?: () => void,
  ) {}

  /** A service as the system of an agency calls it. */
  system(service: ServiceName, agency: string): Api {
    return this.api(service, agency, () => systemTokens(agency, this.issuer));
  }

  /** The same as an officer calls it: by place in the list, the first unless told. */
  officer(service: ServiceName, agency: string, which = 0): Api {
    return this.api(service, `${agency}/${which}`, () => signedInTokens(agency, which, this.issuer));
  }

  /** The same as the head of the agency calls it. */
  head(service: ServiceName, agency: string): Api {
    return this.officer(service, agency, headOf(agency));
  }

  private api(service: ServiceName, who: string, make: () => TokenSource): Api {
    const token = this.tokens.get(who) ?? make();
    this.tokens.set(who, token);
    const place = this.urls[service];
    if (!place) throw new Error(`${service} does not run`);
    return this.acting ? new WatchedApi(place.url, token, this.acting) : new Api(place.url, token);
  }
}

/** Name of an officer of a sample agency. */
export function officerName(agency: string, which = 0): string {
  return sampleOfficer(agency, which).name;
}

/** Place of the head (正职负责人) among an agency's officers. */
export function headOf(agency: string): number {
  for (let which = 0; ; which += 1) if (sampleOfficer(agency, which).head) return which;
}

/** Two officers of an agency, as a case needs (行政处罚法 art 42). */
export function twoOfficers(agency: string): { name: string }[] {
  return [0, 1].map((which) => ({ name: officerName(agency, which) }));
}
