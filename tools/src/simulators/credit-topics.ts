import {
  ListEntryAdded,
  ListEntryExtended,
  ListEntryRemoved,
  PublicityRecordCorrected,
  PublicityRecordPublished,
  PublicityRecordRemoved,
} from '@xianjie/contracts';
import type { EventLog } from '@xianjie/messaging';
import type { CreditTable, Row } from './credit-table.js';
import { type Manners, takeTime, timesOf } from './misbehaviour.js';
import type { NumberCheck } from './stream-numbers.js';
import { TopicReader, type ReadEvent } from './topic-reader.js';

export interface CreditTopicsOptions {
  readonly log: EventLog;
  readonly table: CreditTable;
  readonly manners?: Manners;
}

const TOPICS = [PublicityRecordPublished.topic, ListEntryAdded.topic];

/** A credit platform that follows the topics of records and list entries. */
export class CreditByTopics {
  readonly manners: Manners;
  private readonly reader: TopicReader;

  constructor(private readonly options: CreditTopicsOptions) {
    this.reader = new TopicReader(options.log, TOPICS);
    this.manners = options.manners ?? {};
  }

  /** Reads what has come since the last time; answers how many records of the log. */
  async readOn(): Promise<number> {
    if (this.manners.misbehave === 'silent') return 0;
    await takeTime(this.manners);
    return this.reader.readOn((event) => {
      for (let times = timesOf(this.manners); times > 0; times -= 1) this.take(event);
    });
  }

  check(): NumberCheck {
    return this.reader.check();
  }

  private take({ envelope: { type }, frame }: ReadEvent): void {
    const { table } = this.options;
    const putRecord = (record: PublicityRecordPublished) =>
      table.put('publicity-record', record.recordId, record as unknown as Row);
    const putEntry = (entry: ListEntryAdded) =>
      table.put('list-entry', entry.entryId, entry as unknown as Row);
    if (type === PublicityRecordPublished.type) putRecord(PublicityRecordPublished.decode(frame));
    else if (type === PublicityRecordCorrected.type) putRecord(PublicityRecordCorrected.decode(frame));
    else if (type === PublicityRecordRemoved.type)
      table.remove('publicity-record', PublicityRecordRemoved.decode(frame).recordId);
    else if (type === ListEntryAdded.type) putEntry(ListEntryAdded.decode(frame));
    else if (type === ListEntryExtended.type) putEntry(ListEntryExtended.decode(frame));
    else if (type === ListEntryRemoved.type)
      table.remove('list-entry', ListEntryRemoved.decode(frame).entryId);
  }
}
