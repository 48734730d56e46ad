import { creditCode, patentNumber, sha256 } from '../samples/numbers.js';
import { Random } from '../samples/random.js';

const BEGIN = Date.UTC(2026, 0, 1);

/** Numbers that no earlier run on the same data has used. */
export class RunNumbers {
  /** `k3f9q`, behind numbers whose form is free. */
  readonly run: string;
  private readonly serial: number;
  private readonly random: Random;
  private count = 0;

  constructor(startedAt: number) {
    this.serial = Math.floor((startedAt - BEGIN) / 1000);
    this.run = this.serial.toString(36);
    this.random = new Random(this.serial);
  }

  /** A document number of agency words and year: `杭知案〔2026〕284017001号`. */
  document(words: string, year: string): string {
    this.count += 1;
    return `${words}〔${year}〕${this.serial}${String(this.count).padStart(3, '0')}号`;
  }

  /** An own number of a submitter. */
  external(words: string): string {
    this.count += 1;
    return `${words}-${this.run}-${this.count}`;
  }

  /** A company (91), with a check character that is right. */
  company(area: string): string {
    for (;;) {
      const code = creditCode(this.random, area);
      if (code.startsWith('91')) return code;
    }
  }

  /** An invention. */
  patent(year: number): string {
    return patentNumber(this.random, year, 1);
  }

  digest(): string {
    return sha256(this.random);
  }

  /** Whether this run has given the number, or a name that carries it. */
  isOwn(text: string): boolean {
    return text.includes(`〕${this.serial}`) || text.includes(this.run);
  }

  /** The number without what tells this run from another: `杭知案007号`. */
  anonymous(text: string): string {
    return text.replaceAll(new RegExp(`〔\\d{4}〕${this.serial}`, 'g'), '').replaceAll(this.run, '');
  }
}
