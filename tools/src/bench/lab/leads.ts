import { registeredPatents, SAMPLES_UNTIL } from '../../samples/main.js';
import { sampleLeads } from '../../samples/leads.js';

const VARIETY = 3000;

/** Submissions of leads without end: realistic ones in turn, each with a number of its own. */
export class Leads {
  /** The JSON of each lead after its number. */
  private readonly rests: readonly string[];
  private count = 0;

  constructor(private readonly series: string) {
    const leads = sampleLeads({
      seed: 7,
      count: VARIETY,
      series: 'B',
      patents: registeredPatents(),
      until: SAMPLES_UNTIL,
    });
    this.rests = leads.map(({ submitter: _submitter, externalNo: _number, ...rest }) =>
      JSON.stringify(rest).slice(1),
    );
  }

  /** The next one as JSON. */
  next(): string {
    this.count += 1;
    return `{"externalNo":"${this.series}-${this.count}",${this.rests[this.count % VARIETY]}`;
  }

  /** Many, one a line. */
  lines(count: number): string {
    return Array.from({ length: count }, () => `${this.next()}\n`).join('');
  }
}
