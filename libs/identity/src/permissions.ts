import { DomainError } from '@xianjie/errors';
import type { Actor, AgencyKind } from './actor.js';

interface Rule {
  /** What it lets one do. */
  readonly sentence: string;
  readonly zh: string;
  /** One of these must be among the token's scopes. */
  readonly scopes: readonly string[];
  readonly kinds: readonly AgencyKind[];
  /** Its scopes are given for other permissions; it adds none to those of a kind. */
  readonly borrowed?: true;
}

const prefecturesAndProvinces = ['patent-office-prefecture', 'patent-office-province', 'corps'] as const;
const offices = [...prefecturesAndProvinces, 'patent-office-nation'] as const;
/** Who has one of these may read something here; what exactly is asked of each thing anew. */
const readings = [
  'lead:read',
  'case:read',
  'circular:read',
  'transfer:read',
  'patent:read',
  'publicity:read',
] as const;

/** Every permission, with the scopes and the kinds of agency that have it. Rows add their marking; see `maySee`. */
export const permissions = {
  'lead:submit': {
    sentence: 'Submit leads in the name of its own agency',
    zh: '以本机关名义报送线索',
    scopes: ['lead:submit'],
    kinds: [...prefecturesAndProvinces, 'platform'],
  },
  'lead:read': {
    sentence: 'Read its own leads and those that their marking shows to it',
    zh: '查看本机关报送及可见范围内的线索',
    scopes: ['lead:read'],
    kinds: [...offices, 'platform'],
  },
  'lead:correct': {
    sentence: 'Correct a lead of its own agency',
    zh: '更正本机关报送的线索',
    scopes: ['lead:submit'],
    kinds: [...prefecturesAndProvinces, 'platform'],
  },
  'lead:handle': {
    sentence: 'Take up a lead or close it',
    zh: '办理或办结线索',
    scopes: ['lead:handle'],
    kinds: offices,
  },
  'cluster:read': {
    sentence: 'See which leads look like one matter, of those that their marking shows to it',
    zh: '查看可见范围内线索的串并建议及结果',
    scopes: ['lead:read'],
    kinds: offices,
  },
  'cluster:confirm': {
    sentence: 'Confirm, dismiss or undo a cluster of leads',
    zh: '确认、驳回或者撤销线索串并',
    scopes: ['lead:handle'],
    kinds: offices,
  },
  'case:read': {
    sentence: 'Read the cases of its own agency and of those under it',
    zh: '查看本机关及下级机关的行政案件',
    scopes: ['case:read'],
    kinds: offices,
  },
  'case:open': {
    sentence: 'Open an administrative case where it is competent',
    zh: '对管辖范围内的违法行为行政立案',
    scopes: ['case:handle'],
    kinds: offices,
  },
  'case:record': {
    sentence: 'Record findings, milestones, party and officers of its own case',
    zh: '登记本机关案件的查明事实、办理节点、当事人及承办人员',
    scopes: ['case:handle'],
    kinds: offices,
  },
  'case:decide': {
    sentence: 'Record the decision of its own case, its annulment, and the closing',
    zh: '登记本机关案件的处理决定、决定的撤销以及结案',
    scopes: ['case:handle'],
    kinds: offices,
  },
  'circular:read': {
    sentence: 'Read circulars of its own cases, addressed to it, or of its subordinates',
    zh: '查看本机关报送、接收或下级机关的通报',
    scopes: ['circular:read'],
    kinds: offices,
  },
  'circular:propose': {
    sentence: 'Put handled cases of its own forward to be circulated',
    zh: '报送本机关案件通报',
    scopes: ['circular:propose'],
    kinds: prefecturesAndProvinces,
  },
  'circular:approve': {
    sentence: 'Check, distribute, correct or withdraw circulars among its subordinates',
    zh: '审核、下发、更正或撤回下级机关通报',
    scopes: ['circular:approve'],
    kinds: ['patent-office-province', 'patent-office-nation', 'corps'],
  },
  'circular:answer': {
    sentence: 'Acknowledge circulars addressed to it, and say what came of them',
    zh: '签收通报并反馈处理结果',
    scopes: ['circular:answer'],
    kinds: prefecturesAndProvinces,
  },
  'patent:import': {
    sentence: 'Import patents and their legal events from examination',
    zh: '导入专利及其法律事件',
    scopes: ['patent:import'],
    kinds: ['examination'],
  },
  'patent:record-event': {
    sentence: 'Record a legal event of a patent',
    zh: '登记专利法律事件',
    scopes: ['patent:import'],
    kinds: ['examination'],
  },
  'patent:read': {
    sentence: 'Read the status of a patent as of a day',
    zh: '查询专利在某日的状态',
    scopes: ['patent:read'],
    kinds: [...offices, 'examination', 'police', 'procuratorate', 'platform'],
  },
  'transfer:read': {
    sentence: 'Read the transfers of its own cases, or of which it is the police organ or the procuratorate',
    zh: '查看本机关办理、接收或者监督的移送案件',
    scopes: ['transfer:read'],
    kinds: [...offices, 'police', 'procuratorate'],
  },
  'transfer:take-step': {
    sentence: 'Take the steps of a transfer that are its own, with their papers',
    zh: '办理移送案件中属于本机关的步骤并登记文书',
    scopes: ['transfer:take-step'],
    kinds: [...offices, 'police', 'procuratorate'],
  },
  'transfer:deliver': {
    sentence: 'Prepare, sign and deliver a transfer of its own case, or take a case back',
    zh: '制作、签署并送达本机关的移送案件，接收反向衔接案件',
    scopes: ['transfer:take-step'],
    kinds: offices,
  },
  'transfer:hand-over': {
    sentence: 'Register what it handed over to the police on paper',
    zh: '登记本机关以纸质方式送交公安机关的文书',
    scopes: ['transfer:take-step'],
    kinds: [...offices, 'procuratorate'],
  },
  'transfer:oversee': {
    sentence:
      'See its copies, what was not transferred though a duty was computed, and fines in place of transfers',
    zh: '查看抄送材料、应移送未移送案件及以罚代刑线索',
    scopes: ['transfer:read'],
    kinds: ['procuratorate'],
  },
  'transfer:give-opinion': {
    sentence: 'Ask an agency of its place to transfer a case',
    zh: '向辖区行政执法机关提出移送案件的检察意见',
    scopes: ['transfer:take-step'],
    kinds: ['procuratorate'],
  },
  'transfer:erase': {
    sentence: 'Destroy the key of what is personal in a closed transfer, on a written order',
    zh: '依书面决定销毁已办结移送案件个人信息的密钥',
    scopes: ['transfer:erase'],
    kinds: ['operator'],
  },
  'publicity:read': {
    sentence: 'Read publicity records: those of its own agency, and all that are shown',
    zh: '查看本机关的公示信息及全部公示中的信息',
    scopes: ['publicity:read'],
    kinds: [...offices, 'credit-platform', 'platform', 'procuratorate'],
  },
  'publicity:publish': {
    sentence: 'Show, correct, withhold or take back what is made public of its own decisions',
    zh: '公示、更正、不予公示或撤回本机关处罚信息',
    scopes: ['publicity:publish'],
    kinds: offices,
  },
  'dishonest-act:record': {
    sentence: 'Record dishonest acts that its agency recognised',
    zh: '登记本机关认定的失信行为',
    scopes: ['dishonest-act:record'],
    kinds: offices,
  },
  'dishonest-act:read': {
    sentence: 'Read dishonest acts that their marking shows to it',
    zh: '查看可见范围内的失信行为记录',
    scopes: ['dishonest-act:read'],
    kinds: offices,
  },
  'list:read': {
    sentence: 'Read the dishonesty lists',
    zh: '查看失信名单',
    scopes: ['publicity:read'],
    kinds: [...offices, 'credit-platform', 'platform', 'procuratorate'],
  },
  'repair:apply': {
    sentence: 'Hand in applications for repair, or withdraw its own',
    zh: '提交或撤回信用修复申请',
    scopes: ['repair:apply'],
    kinds: [...offices, 'credit-platform'],
  },
  'repair:decide': {
    sentence: 'Decide on applications for repair of what its own agency shows',
    zh: '决定本机关公示信息的修复申请',
    scopes: ['repair:decide'],
    kinds: offices,
  },
  'repair:read': {
    sentence: 'Read applications for repair that it handed in or decides',
    zh: '查看本机关提交或办理的修复申请',
    scopes: ['repair:apply', 'repair:decide'],
    kinds: [...offices, 'credit-platform'],
  },
  'credit-feed:read': {
    sentence: 'Follow everything that is shown, as a numbered feed',
    zh: '按序号读取全部公示信息变更',
    scopes: ['credit-feed:read'],
    kinds: ['credit-platform', 'patent-office-nation', 'patent-office-province', 'corps'],
  },
  'event:export': {
    sentence: 'Take the present state of a topic, to begin late',
    zh: '导出主题的当前状态（后加入的消费者）',
    scopes: ['event:export'],
    kinds: ['operator', 'patent-office-nation', 'patent-office-province', 'corps', 'credit-platform'],
  },
  'clock:read': {
    sentence: 'See the limits that run for its own agency, and late ones of others that concern it',
    zh: '查看本机关正在进行的期限，以及与本机关有关的逾期期限',
    scopes: readings,
    kinds: [...offices, 'police', 'procuratorate'],
    borrowed: true,
  },
  'change:read': {
    sentence: 'Be told which of the things that it may see have changed',
    zh: '获知可见范围内事项的变动',
    scopes: readings,
    kinds: [...offices, 'police', 'procuratorate', 'examination', 'platform', 'credit-platform'],
    borrowed: true,
  },
  'statistics:read': {
    sentence: 'Count what it may see, by province and month',
    zh: '按省份和月份统计可见范围内的事项',
    scopes: readings,
    kinds: [...offices, 'police', 'procuratorate'],
    borrowed: true,
  },
  'agency:read': {
    sentence: 'See which agencies take part, by name',
    zh: '查看参与机关名录',
    scopes: [...readings, 'parked:read'],
    kinds: [...offices, 'police', 'procuratorate', 'examination', 'platform', 'credit-platform', 'operator'],
    borrowed: true,
  },
  'ops:read': {
    sentence: 'See how the backbone of the service is doing, and the path of an event',
    zh: '查看服务运行状态及事件的流转过程',
    scopes: ['parked:read', 'parked:release'],
    kinds: ['operator'],
  },
  'calendar:read': {
    sentence: 'See which working days are loaded',
    zh: '查看已载入的工作日历',
    scopes: ['calendar:read'],
    kinds: [...offices, 'police', 'procuratorate', 'operator'],
  },
  'calendar:load': {
    sentence: "Load the State Council's notice on the working days of a year",
    zh: '载入国务院办公厅节假日安排通知',
    scopes: ['calendar:load'],
    kinds: ['operator'],
  },
  'parked:read': {
    sentence: 'See which events are parked, and why',
    zh: '查看搁置事件及原因',
    scopes: ['parked:read', 'parked:release'],
    kinds: ['operator'],
  },
  'parked:release': {
    sentence: 'Release parked events or give them up, with a reason',
    zh: '释放或放弃搁置事件（须说明理由）',
    scopes: ['parked:release'],
    kinds: ['operator'],
  },
  'stream:restore': {
    sentence: 'Raise the epoch after a database was restored',
    zh: '数据库恢复后提升纪元',
    scopes: ['stream:restore'],
    kinds: ['operator'],
  },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;

/** Every scope that a permission asks for, for issuers and for OpenAPI. */
export const allScopes: readonly string[] = [
  ...new Set(Object.values<Rule>(permissions).flatMap((rule) => rule.scopes)),
].sort();

/** The scopes that an agency of this kind can make use of; issuers give no others. */
export function scopesFor(kind: AgencyKind): string[] {
  const rules = Object.values<Rule>(permissions).filter(
    ({ kinds, borrowed }) => kinds.includes(kind) && !borrowed,
  );
  return [...new Set(rules.flatMap((rule) => rule.scopes))].sort();
}

/** Whether the actor has the permission; `demand` says why not. */
export function holds({ agency, scopes }: Actor, permission: Permission): boolean {
  const rule: Rule = permissions[permission];
  return rule.kinds.includes(agency.kind) && rule.scopes.some((scope) => scopes.includes(scope));
}

export function isPermission(word: string): word is Permission {
  return Object.hasOwn(permissions, word);
}

/** Throws DomainError `forbidden` (`permission.scope`, `permission.agency-kind`) where the actor lacks the permission. */
export function demand(actor: Actor, permission: Permission): void {
  const rule: Rule = permissions[permission];
  if (!rule.scopes.some((scope) => actor.scopes.includes(scope))) {
    throw new DomainError(
      'forbidden',
      'permission.scope',
      `This needs the scope ${rule.scopes.join(' or ')}`,
      {
        zh: `缺少权限范围：${rule.scopes.join(' 或 ')}`,
      },
    );
  }
  if (!rule.kinds.includes(actor.agency.kind)) {
    throw new DomainError(
      'forbidden',
      'permission.agency-kind',
      `An agency of kind ${actor.agency.kind} may not do this`,
      {
        zh: '该类机关无权进行此操作',
      },
    );
  }
}
