import { LeadAnswered, LeadOffered, LeadPatentStatusNoted, partnerTopic } from '@xianjie/contracts';
import type { EventLog } from '@xianjie/messaging';
import { type Manners, takeTime, timesOf } from './misbehaviour.js';
import { TopicReader, type ReadEvent } from './topic-reader.js';

export interface ProvinceTopicOptions {
  readonly agency: string;
  readonly log: EventLog;
  readonly manners?: Manners;
}

/** What a provincial system knows of a lead that it offered. */
export interface OfferedLead {
  readonly answer: LeadAnswered;
  /** What examination says of the patent, once it does. */
  readonly patent?: LeadPatentStatusNoted;
}

/**
 * A provincial system that writes its leads in Avro onto its own topic `lead-reporting.inbound.<agency>`, and reads what became of them on
 * `lead-reporting.outbound.<agency>`. Nothing is signed: who may write the topic is the agency.
 */
export class ProvinceByTopic {
  readonly manners: Manners;
  private readonly answers = new Map<string, LeadAnswered>();
  private readonly patents = new Map<string, LeadPatentStatusNoted>();
  private readonly reader: TopicReader;

  constructor(private readonly options: ProvinceTopicOptions) {
    const outbound = partnerTopic(LeadAnswered.topic, options.agency);
    this.reader = new TopicReader(options.log, [outbound]);
    this.manners = options.manners ?? {};
  }

  /**
   * Writes a lead; answers the place of the (last) record, by which it is answered. `doubles` writes it twice, `wrong-signature` a
   * frame of a schema that nobody knows.
   */
  async offer(lead: LeadOffered): Promise<string> {
    await takeTime(this.manners);
    const at = { topic: partnerTopic(LeadOffered.topic, this.options.agency), partition: 0 };
    const value = LeadOffered.encode(lead);
    if (this.manners.misbehave === 'wrong-signature') value.writeUInt32BE(0x7fffffff, 1);
    const record = { key: lead.externalNo, value, headers: {} };
    const records = Array.from({ length: timesOf(this.manners) }, () => record);
    const { baseOffset } = await this.options.log.append(at, records);
    return `${at.topic}/${at.partition}/${baseOffset + BigInt(records.length) - 1n}`;
  }

  /** Reads its own topic on; answers how many records. */
  async readOn(): Promise<number> {
    if (this.manners.misbehave === 'silent') return 0;
    return this.reader.readOn((event) => this.take(event));
  }

  /** What became of the record at that place; undefined while it is not answered. */
  outcome(reference: string): OfferedLead | undefined {
    const answer = this.answers.get(reference);
    const patent = answer?.leadId ? this.patents.get(answer.leadId) : undefined;
    return answer && { answer, ...(patent ? { patent } : {}) };
  }

  private take({ envelope: { type }, frame }: ReadEvent): void {
    if (type === LeadAnswered.type) {
      const answer = LeadAnswered.decode(frame);
      this.answers.set(answer.reference, answer);
    } else if (type === LeadPatentStatusNoted.type) {
      const patent = LeadPatentStatusNoted.decode(frame);
      this.patents.set(patent.leadId, patent);
    }
  }
}
