import { Injectable } from '@nestjs/common';
import type { Actor } from '@xianjie/identity';
import { Database, type Tx } from '@xianjie/persistence';
import {
  type Cell,
  type Counted,
  FoldTalliesJob,
  type Job,
  type Measure,
  type Months,
  readTally,
  Statistics,
  type Tally,
} from '@xianjie/service';

const leadTally: Tally = {
  table: 'lead_tally',
  permission: 'lead:read',
  purpose: 'statistics',
  columns: {
    'leads.submitted': 'submitted',
    'leads.patented': 'patented',
    'leads.answered': 'answered',
    'leads.marked': 'marked',
    'leads.opened': 'opened',
    'leads.withdrawn': 'withdrawn',
  },
};

const caseTally: Tally = {
  table: 'case_tally',
  permission: 'case:read',
  purpose: 'statistics',
  columns: {
    'cases.opened': 'opened',
    'cases.decided': 'decided',
    'cases.closed': 'closed',
    'cases.suspected': 'suspected',
    'cases.transferred': 'transferred',
    'cases.delivered': 'delivered',
    'cases.receipted': 'receipted',
    'cases.filed': 'filed',
  },
};

const leads = (key: string, zh: string, en: string, filter = ''): Measure => ({
  key,
  name: { zh, en },
  list: `/leads?area={province}&submittedFrom={from}&submittedTo={to}${filter}`,
});
const cases = (key: string, zh: string, en: string, filter = ''): Measure => ({
  key,
  name: { zh, en },
  list: `/cases?area={province}&openedFrom={from}&openedTo={to}${filter}`,
});

/** Leads and cases by the month in which they began and the province of the act, from counters that triggers keep. */
@Injectable()
export class LeadStatistics implements Counted {
  readonly measures = [
    leads('leads.submitted', '报送线索', 'Leads submitted'),
    leads('leads.patented', '涉及专利号的线索', 'Leads that name a patent', '&patented=true'),
    leads('leads.answered', '已反馈专利状态', 'Leads whose patent status was answered', '&answered=true'),
    leads('leads.marked', '专利状态存疑线索', 'Leads with a patent mark', '&marked=true'),
    leads('leads.opened', '已立案线索', 'Leads on which a case was opened', '&status=case-opened'),
    leads('leads.withdrawn', '撤回线索', 'Leads withdrawn', '&status=withdrawn'),
    cases('cases.opened', '行政立案', 'Cases opened'),
    cases('cases.decided', '已决定未结案', 'Cases decided and not closed', '&status=decided'),
    cases('cases.closed', '已结案', 'Cases closed', '&status=closed'),
    cases('cases.suspected', '涉嫌犯罪案件', 'Cases with a suspected crime', '&suspected=true'),
    cases('cases.transferred', '启动移送案件', 'Cases whose transfer was opened', '&transfer=opened'),
    cases('cases.delivered', '已送达公安', 'Cases delivered to the police', '&transfer=delivered'),
    cases('cases.receipted', '公安已签收', 'Cases the police signed for', '&transfer=receipted'),
    cases('cases.filed', '公安已立案', 'Cases the police filed', '&transfer=filed'),
  ];
  readonly rates = [
    {
      key: 'leads.answer-rate',
      name: { zh: '专利状态反馈率', en: 'Patent answer rate' },
      question: {
        zh: '涉及专利的线索有多少已得到审查部门反馈？',
        en: 'How many leads has examination answered?',
      },
      ...{ part: 'leads.answered', whole: 'leads.patented' },
    },
    {
      key: 'leads.opening-rate',
      name: { zh: '线索立案率', en: 'Opening rate' },
      question: { zh: '报送的线索有多少立了案？', en: 'On how many leads was a case opened?' },
      ...{ part: 'leads.opened', whole: 'leads.submitted' },
    },
    {
      key: 'cases.transfer-rate',
      name: { zh: '移送率', en: 'Transfer rate' },
      question: {
        zh: '涉嫌犯罪的案件有多少送达了公安机关？',
        en: 'How many cases with a suspected crime reached the police?',
      },
      ...{ part: 'cases.delivered', whole: 'cases.suspected' },
    },
    {
      key: 'cases.receipt-rate',
      name: { zh: '移送签收率', en: 'Receipt rate' },
      question: { zh: '送达公安机关的案件有多少已签收？', en: 'For how many cases did the police sign?' },
      ...{ part: 'cases.receipted', whole: 'cases.delivered' },
    },
    {
      key: 'cases.filing-rate',
      name: { zh: '公安立案率', en: 'Filing rate' },
      question: { zh: '公安机关签收的案件有多少立了案？', en: 'How many cases did the police file?' },
      ...{ part: 'cases.filed', whole: 'cases.receipted' },
    },
  ];

  constructor(statistics: Statistics) {
    statistics.add(this);
  }

  async count(tx: Tx, months: Months, actor: Actor): Promise<Cell[]> {
    return [
      ...(await readTally(tx, leadTally, months, actor)),
      ...(await readTally(tx, caseTally, months, actor)),
    ];
  }
}

/** Keeps the counters of leads and cases small. */
@Injectable()
export class LeadTalliesJob extends FoldTalliesJob implements Job {
  constructor(db: Database) {
    super(db, [leadTally, caseTally]);
  }
}
