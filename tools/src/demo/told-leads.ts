import {
  LeadCorrected,
  LeadPatentStatusNoted,
  LeadSubmitted,
  LeadWithdrawn,
  PatentStatusAnswered,
} from '@xianjie/contracts';
import type { LeadKnown } from './picture.js';

interface Folded {
  submitter: string;
  patentNumber: string | null;
  patentStatus: string | null;
  patentMark: string | null;
  withdrawn: boolean;
}

/** What the events of lead-reporting and exam-exchange say of leads. */
export class ToldLeads {
  private readonly folded = new Map<string, Folded>();
  private readonly answers = new Map<string, string>();

  take(type: string, value: unknown): void {
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

  /** Leads that name a patent and of which nothing was noted yet. */
  unanswered(): string[] {
    const open = [...this.folded].filter(
      ([, { patentNumber, patentStatus, withdrawn }]) =>
        patentNumber !== null && patentStatus === null && !withdrawn,
    );
    return open.map(([leadId]) => leadId);
  }

  /** What exam-exchange answered last of each lead, with the submitter of that lead. */
  examination(): { readonly leadId: string; readonly submitter: string; readonly status: string }[] {
    return [...this.answers].map(([leadId, status]) => ({
      leadId,
      status,
      submitter: this.folded.get(leadId)?.submitter ?? 'unknown',
    }));
  }

  private change(type: string, value: unknown): void {
    const lead = this.folded.get((value as { leadId?: string }).leadId ?? '');
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
