import { Injectable } from '@nestjs/common';
import { decodeEvent, LeadAnswered, LeadOffered } from '@xianjie/contracts';
import { isDomainError, type FieldIssue } from '@xianjie/errors';
import { type Actor, AgencyDirectory, demand } from '@xianjie/identity';
import type { PartnerRecord } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { Clock, issuesOf, type PartnerHandler } from '@xianjie/service';
import { issuesOfContent } from './lead.js';
import { LeadsService } from './leads.service.js';
import { leadContentSchema } from './leads.dto.js';
import { contentOf } from './offered-content.js';
import { PartnerTopics } from './partner-topics.js';

type Answer = Pick<LeadAnswered, 'externalNo' | 'status' | 'leadId'> & {
  readonly issues: readonly FieldIssue[];
};

/** A partner system's leads on its own topic: taken in as if it had sent them to `POST /leads`, and answered on its outbound topic. */
@Injectable()
export class LeadOfferedInbox implements PartnerHandler {
  constructor(
    private readonly leads: LeadsService,
    private readonly agencies: AgencyDirectory,
    private readonly partners: PartnerTopics,
    private readonly clock: Clock,
  ) {}

  async take(tx: Tx, { partner, record, reference }: PartnerRecord): Promise<void> {
    const { issues, ...answer } = await this.answer(tx, partner, record.value, reference);
    this.partners.tell(tx, partner, LeadAnswered, {
      ...answer,
      reference,
      issues: issues.map(({ field, rule, message, messageZh = message }) => ({
        field,
        rule,
        message,
        messageZh,
      })),
      answeredAt: this.clock.now().toISOString(),
    });
  }

  private async answer(
    tx: Tx,
    partner: string,
    frame: Buffer | undefined,
    reference: string,
  ): Promise<Answer> {
    const offered = read(frame);
    if ('issues' in offered) return rejected(reference, offered.issues);
    const content = leadContentSchema.safeParse(contentOf(offered));
    if (!content.success) {
      return rejected(
        nameOf(offered, reference),
        issuesOf(leadContentSchema, contentOf(offered), content.error),
      );
    }
    const { externalNo } = content.data;
    const issues = [...issuesOfPerson(offered), ...issuesOfContent(content.data, this.leads.today())];
    if (issues.length > 0) return rejected(externalNo, issues);
    const [outcome] = await this.leads.submitMany(tx, [this.leads.draft(content.data)], this.actor(partner));
    if (!outcome || outcome.status === 'rejected') return rejected(externalNo, outcome?.issues ?? []);
    return {
      externalNo,
      status: outcome.status === 'accepted' ? 'ACCEPTED' : 'REPEATED',
      leadId: outcome.leadId,
      issues: [],
    };
  }

  /** The topic is the identity. Throws where the deployment gave a topic to an agency that may not submit. */
  private actor(partner: string): Actor {
    const actor = { agency: this.agencies.get(partner), scopes: ['lead:submit'] };
    demand(actor, 'lead:submit');
    return actor;
  }
}

/** Never throws: what a stranger wrote wrongly is answered. */
function read(frame: Buffer | undefined): LeadOffered | { readonly issues: readonly FieldIssue[] } {
  try {
    const { event, value } = decodeEvent(frame ?? Buffer.alloc(0));
    if (event?.type === LeadOffered.type) return value as LeadOffered;
    return unreadable(
      'partner.type-unexpected',
      `Only ${LeadOffered.type} is read here`,
      '此主题仅接受线索报送事件',
    );
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return unreadable(error.code, error.message, error.zh ?? error.message);
  }
}

function unreadable(rule: string, message: string, messageZh: string) {
  return { issues: [{ field: '', rule, message, messageZh }] };
}

function issuesOfPerson({ subjectKind }: LeadOffered): FieldIssue[] {
  if (subjectKind !== 'PERSON') return [];
  return [
    {
      field: 'subjectKind',
      rule: 'lead.person-on-log',
      message: 'A natural person is not named on the event log; submit this lead by HTTPS',
      messageZh: '事件日志不得载明自然人信息，请通过 HTTPS 接口报送',
    },
  ];
}

/** A number that no key can hold is not repeated in the answer. */
function nameOf({ externalNo }: LeadOffered, reference: string): string {
  return /^[\p{Script=Han}A-Za-z0-9〔〕()（）\-_./]{1,64}$/u.test(externalNo) ? externalNo : reference;
}

function rejected(externalNo: string, issues: readonly FieldIssue[]): Answer {
  return { externalNo, status: 'REJECTED', leadId: null, issues };
}
