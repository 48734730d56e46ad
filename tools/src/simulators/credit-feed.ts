import { Api } from '../api/api.js';
import type { CreditTable, FeedState, Row, RowKind } from './credit-table.js';
import { type Manners, takeTime, timesOf, tokenOf } from './misbehaviour.js';

interface FeedItem {
  readonly no: string;
  readonly kind: RowKind;
  readonly key: string;
  readonly change: 'PUT' | 'REMOVE';
  readonly body: Row | null;
}

interface FeedPage {
  readonly items: readonly FeedItem[];
  readonly last: string;
  readonly complete: boolean;
}

export interface CreditFeedOptions {
  /** credit-publishing, as this platform's system calls it. */
  readonly api: Api;
  readonly table: CreditTable;
  /** Number of the last item that is in the table; 0 to begin. */
  readonly after?: string;
  readonly manners?: Manners;
}

/** A credit platform that follows the numbered feed by HTTP. */
export class CreditByFeed {
  readonly manners: Manners;
  after: string;

  constructor(private readonly options: CreditFeedOptions) {
    this.after = options.after ?? '0';
    this.manners = options.manners ?? {};
  }

  /** Reads what has come since the last time; answers how many items. Throws where a number is missing: then an item was lost. */
  async readOn(): Promise<number> {
    if (this.manners.misbehave === 'silent') return 0;
    let read = 0;
    for (let complete = false; !complete;) {
      const from = this.after;
      for (let times = timesOf(this.manners); times > 0; times -= 1) {
        await takeTime(this.manners);
        const page = await this.api.get<FeedPage>(`/feed?after=${from}&limit=500`);
        this.take(page, from);
        complete = page.complete;
        if (times === 1) read += page.items.length;
      }
    }
    return read;
  }

  /** What the platform says a reader must have. */
  state(): Promise<FeedState> {
    return this.api.get<FeedState>('/feed/state');
  }

  private get api(): Api {
    const { url, token } = this.options.api;
    return new Api(url, tokenOf(token, this.manners));
  }

  /** A page that is taken again changes nothing: each item says what is under its key from then on. */
  private take({ items, last }: FeedPage, from: string): void {
    let expected = BigInt(from);
    for (const { no, kind, key, change, body } of items) {
      expected += 1n;
      if (BigInt(no) !== expected) throw new Error(`Item ${expected} of the feed is missing`);
      if (change === 'PUT' && body !== null) this.options.table.put(kind, key, body);
      else this.options.table.remove(kind, key);
    }
    this.after = last;
  }
}
