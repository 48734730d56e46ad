import {
  decodeEvent,
  LeadCorrected,
  LeadPatentStatusNoted,
  LeadSubmitted,
  LeadWithdrawn,
  PatentStatusAnswered,
  readEnvelope,
  type EventEnvelope,
} from '@xianjie/contracts';
import type { EventLog, StoredRecord, TopicPartition } from '@xianjie/messaging';
import type { LeadKnown } from './picture.js';

/** An event as a partner sees it in the log. */
export interface SeenEvent {
  readonly envelope: EventEnvelope;
  readonly appendedAt: number;
}

interface Stream {
  /** Id of the event with each number, from 1. */
  readonly ids: string[];
}

/** What the numbers of the streams say about what was read. */
export interface NumberCheck {
  readonly streams: number;
  readonly events: number;
  /** Records whose number had been read before; every consumer drops them. */
  readonly doubles: number;
  /** Streams in which a number is missing, or whose events do not follow one another. Empty is what must be. */
  readonly broken: readonly string[];
}

interface Folded {
  submitter: string;
  patentNumber: string | null;
  patentStatus: string | null;
  patentMark: string | null;
  withdrawn: boolean;
}

const PAGE = 1000;

/** Reads topics as a partner does, from the first record on, and keeps what it saw: the envelopes, the numbers, and what they say of leads. */
export class SeenEvents {
  private readonly cursors: { readonly at: TopicPartition; next: bigint }[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly broken = new Set<string>();
  private readonly folded = new Map<string, Folded>();
  private readonly answers = new Map<string, string>();
  private readonly byLead = new Map<string, Map<string, SeenEvent>>();
  private events = 0;
  private doubles = 0;

  constructor(private readonly log: EventLog) {}

  async follow(topics: readonly string[]): Promise<void> {
    for (const [topic, partitions] of await this.log.partitions(topics)) {
      for (let partition = 0; partition < partitions; partition += 1) {
        const { first } = await this.log.bounds({ topic, partition });
        this.cursors.push({ at: { topic, partition }, next: first });
      }
    }
  }

  /** Reads what has come since the last time; answers how many records. */
  async readOn(): Promise<number> {
    let read = 0;
    for (const cursor of this.cursors) {
      for (;;) {
        const page = await this.log.read(cursor.at, cursor.next, PAGE);
        const last = page.at(-1);
        if (!last) break;
        for (const record of page) this.take(record);
        cursor.next = last.offset + 1n;
        read += page.length;
      }
    }
    return read;
  }

  /** The event of this type that was seen of a lead. */
  ofLead(leadId: string, type: string): SeenEvent | undefined {
    return this.byLead.get(leadId)?.get(type);
  }

  numbers(): NumberCheck {
    return {
      streams: this.streams.size,
      events: this.events,
      doubles: this.doubles,
      broken: [...this.broken].sort(),
    };
  }

  /** Leads as lead-reporting's events tell them. */
  leads(): LeadKnown[] {
    return [...this.folded].map(([leadId, { submitter, patentStatus, patentMark, withdrawn }]) => ({
      leadId,
      submitter,
      patentStatus,
      patentMark,
      withdrawn,
    }));
  }

  /** What exam-exchange answered last of each lead, with the submitter of that lead. */
  examination(): { readonly leadId: string; readonly submitter: string; readonly status: string }[] {
    return [...this.answers].map(([leadId, status]) => ({
      leadId,
      status,
      submitter: this.folded.get(leadId)?.submitter ?? 'unknown',
    }));
  }

  private take(record: StoredRecord): void {
    const envelope = readEnvelope(record.headers);
    if (!envelope || record.value === undefined) return;
    if (!this.isNext(envelope)) return;
    this.events += 1;
    const { value } = decodeEvent(record.value);
    const { leadId } = value as { leadId?: string };
    if (leadId === undefined) return; // a checkpoint, a patent
    const seen = this.byLead.get(leadId) ?? new Map<string, SeenEvent>();
    this.byLead.set(leadId, seen.set(envelope.type, { envelope, appendedAt: record.appendedAt }));
    this.fold(envelope.type, value);
  }

  /** Whether the event has the number that follows what was read of its stream; notes where a stream breaks. */
  private isNext({ subject, sequence, previous, id }: EventEnvelope): boolean {
    const stream = this.streams.get(subject) ?? { ids: [] };
    this.streams.set(subject, stream);
    const number = Number(sequence);
    if (number <= stream.ids.length) {
      this.doubles += 1;
      if (stream.ids[number - 1] !== id) this.broken.add(`${subject}: two events have number ${number}`);
      return false;
    }
    if (number > stream.ids.length + 1)
      this.broken.add(`${subject}: number ${stream.ids.length + 1} is missing`);
    else if (previous !== stream.ids.at(-1))
      this.broken.add(`${subject}: number ${number} follows another event`);
    stream.ids[number - 1] = id;
    return true;
  }

  private fold(type: string, value: unknown): void {
    if (type === PatentStatusAnswered.type) {
      const answer = value as PatentStatusAnswered;
      this.answers.set(answer.leadId, answer.status);
    } else if (type === LeadSubmitted.type) {
      const { leadId, submitter, patentNumber } = value as LeadSubmitted;
      const fresh = { submitter, patentNumber, patentStatus: null, patentMark: null, withdrawn: false };
      this.folded.set(leadId, fresh);
    } else {
      this.change(type, value);
    }
  }

  private change(type: string, value: unknown): void {
    const lead = this.folded.get((value as { leadId: string }).leadId);
    if (!lead) return;
    if (type === LeadPatentStatusNoted.type) {
      const { status, patentMark } = value as LeadPatentStatusNoted;
      Object.assign(lead, { patentStatus: status, patentMark });
    } else if (type === LeadWithdrawn.type) {
      lead.withdrawn = true;
    } else if (type === LeadCorrected.type) {
      const { patentNumber } = value as LeadCorrected;
      if (patentNumber !== lead.patentNumber)
        Object.assign(lead, { patentNumber, patentStatus: null, patentMark: null });
    }
  }
}
