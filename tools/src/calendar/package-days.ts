import { createRequire } from 'node:module';
import type { LocalDate } from '@xianjie/identifiers';

const require = createRequire(import.meta.url);

/** What the package says of one kind of day: ISO date to `New Year's Day,元旦,1`. */
type Named = Readonly<Record<string, string>>;

export interface PackageDays {
  /** `chinese-days 1.5.7`. */
  readonly source: string;
  readonly holidays: Named;
  readonly workdays: Named;
}

/** The days of the package chinese-days, as it was installed. */
export function readPackage(): PackageDays {
  const { version } = require('chinese-days/package.json') as { version: string };
  const days = require('chinese-days/dist/chinese-days.json') as Omit<PackageDays, 'source'>;
  return { source: `chinese-days ${version}`, holidays: days.holidays, workdays: days.workdays };
}

/** What the notices say and the package does not; each with the notice that says so. */
export const CORRECTIONS: readonly { readonly makeUpWorkday: LocalDate; readonly basis: string }[] = [
  // 将12月31日（星期六）…公休日调至…，12月31日（星期六）上班
  { makeUpWorkday: '2005-12-31' as LocalDate, basis: '国办发明电〔2005〕35号' },
];
