import { type LineAnswer, type NumberedLine, submitLines } from '../api/bulk.js';
import { Api } from '../api/api.js';
import type { TokenSource } from '../api/tokens.js';
import { type Manners, takeTime, timesOf, tokenOf } from './misbehaviour.js';

export interface ProvinceHttpOptions {
  /** Address of lead-reporting. */
  readonly url: string;
  readonly token: TokenSource;
  readonly manners?: Manners;
}

/** A provincial system that submits its leads by HTTP, many in a request, and reads what became of each line. */
export class ProvinceByHttp {
  readonly manners: Manners;

  constructor(private readonly options: ProvinceHttpOptions) {
    this.manners = options.manners ?? {};
  }

  /**
   * Sends lines and gives the answers as they come. What breaks off is taken up again. Throws Refused where the system itself is refused,
   * as with a token whose signature is wrong.
   */
  async *submit(lines: Iterable<NumberedLine> | AsyncIterable<NumberedLine>): AsyncGenerator<LineAnswer> {
    if (this.manners.misbehave === 'silent') return;
    const { url, token } = this.options;
    const api = new Api(url, tokenOf(token, this.manners));
    yield* submitLines(api, '/leads/bulk', this.paced(lines), {
      ...(this.manners.misbehave === 'slow' ? { linesAtOnce: 1 } : {}),
    });
  }

  private async *paced(lines: Iterable<NumberedLine> | AsyncIterable<NumberedLine>) {
    for await (const line of lines) {
      await takeTime(this.manners);
      for (let times = timesOf(this.manners); times > 0; times -= 1) yield line;
    }
  }
}
