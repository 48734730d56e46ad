import { clockTable } from './clock-table.js';

/** When penalties and rulings become public, are withdrawn, and how fast repairs are handled. */
export const publicationClocks = clockTable({
  zh: '公示与信用修复的期限',
  en: 'Limits of publication and repair',
})({
  SIPO_PUBLISH_20WD: [
    {
      validFrom: '2015-07-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 20 },
        responsible: 'ADMIN',
        startsWith: { zh: '作出决定', en: 'the decision' },
        endsWith: { zh: '公开', en: 'publication' },
      },
      basis: '专利行政执法办法（国家知识产权局令第71号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '假冒专利处罚决定和责令停止侵权决定在{period}内公开',
      en: 'Penalty decisions and orders to stop infringement are public within {period}',
    },
  ],
  DOUBLE_PUBLICITY_7WD: [
    {
      validFrom: '2018-01-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 7 },
        responsible: 'ADMIN',
        startsWith: { zh: '作出行政许可或行政处罚决定', en: 'the decision on a licence or penalty' },
        endsWith: { zh: '上网公示并报送“信用中国”', en: 'online, and sent to Credit China' },
      },
      basis: '发改办财金〔2018〕424号（双公示）',
      certainty: 'VERIFIED_SECONDARY',
      dateRecalled: true,
      zh: '行政许可和行政处罚自作出决定之日起{period}内上网公示，同时报送信用中国',
      en: 'Licences and penalties are online within {period} of the decision and sent to Credit China',
    },
  ],
  DISCLOSURE_20WD: [
    {
      validFrom: '2019-05-15',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 20 },
        responsible: 'ADMIN',
        startsWith: { zh: '信息形成或变更', en: 'the information arises or changes' },
        endsWith: { zh: '主动公开', en: 'proactive disclosure' },
      },
      basis: '政府信息公开条例第26条',
      certainty: 'VERIFIED',
      zh: '主动公开的政府信息自形成或者变更之日起{period}内公开；商业秘密、个人隐私依第15条保护',
      en: 'Information of proactive disclosure is public within {period}; art. 15 protects secrets and privacy',
    },
  ],
  WITHDRAW_PUBLISHED_3WD: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 3 },
        responsible: 'ADMIN',
        startsWith: { zh: '处罚决定被变更、撤销、确认违法或无效', en: 'the penalty is changed or annulled' },
        endsWith: { zh: '撤回公示信息并说明理由', en: 'the record is withdrawn, with reasons' },
      },
      basis: '行政处罚法第48条',
      certainty: 'VERIFIED',
      zh: '公开的处罚决定被依法变更、撤销、确认违法或者确认无效的，{period}内撤回并公开说明理由',
      en: 'A published penalty that is changed or annulled is withdrawn within {period}, and the reasons are published',
    },
  ],
  SAMR_PUBLISH_20WD: [
    {
      validFrom: '2021-09-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 20 },
        responsible: 'ADMIN',
        startsWith: { zh: '作出行政处罚决定', en: 'the penalty decision' },
        endsWith: {
          zh: '在国家企业信用信息公示系统公示',
          en: 'in the national enterprise credit publicity system',
        },
      },
      basis: '国家市场监督管理总局令第45号',
      certainty: 'VERIFIED',
      zh: '当事人在本辖区登记注册的，{period}内通过国家企业信用信息公示系统公示',
      en: 'For a party registered in the same province: published within {period}',
    },
  ],
  SAMR_PUSH_10WD: [
    {
      validFrom: '2021-09-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 10 },
        responsible: 'ADMIN',
        startsWith: { zh: '作出行政处罚决定', en: 'the penalty decision' },
        endsWith: { zh: '推送至登记地市场监督管理部门', en: 'the push to the authority of registration' },
      },
      basis: '国家市场监督管理总局令第45号',
      certainty: 'VERIFIED',
      zh: '当事人在外省登记注册的，{period}内推送至其登记地省级市场监督管理部门',
      en: 'For a party registered in another province: pushed to its authority within {period}',
    },
  ],
  SAMR_PUBLISH_PUSHED_10WD: [
    {
      validFrom: '2021-09-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 10 },
        responsible: 'ADMIN',
        startsWith: { zh: '收到外省推送的处罚信息', en: 'the pushed record is received' },
        endsWith: { zh: '公示', en: 'publication' },
      },
      basis: '国家市场监督管理总局令第45号',
      certainty: 'VERIFIED',
      zh: '登记地市场监督管理部门自收到推送信息之日起{period}内公示',
      en: 'The authority of registration publishes a pushed record within {period}',
    },
  ],
  SAMR_REPAIR_DECISION: [
    {
      validFrom: '2021-09-01',
      validTo: '2025-12-24',
      params: {
        period: { kind: 'WORKDAYS', n: 15 },
        responsible: 'ADMIN',
        startsWith: { zh: '受理信用修复申请', en: 'the application is accepted' },
        endsWith: { zh: '作出是否准予修复的决定', en: 'the decision on repair' },
      },
      basis: '市场监督管理信用修复管理办法（2021年）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '市场监督管理部门在{period}内作出是否准予信用修复的决定',
      en: 'A repair is decided within {period}',
    },
    {
      validFrom: '2025-12-25',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 7 },
        responsible: 'ADMIN',
        startsWith: { zh: '受理信用修复申请', en: 'the application is accepted' },
        endsWith: { zh: '作出是否准予修复的决定', en: 'the decision on repair' },
      },
      basis: '市场监督管理信用修复管理办法（2025年）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '市场监督管理部门在{period}内作出是否准予信用修复的决定',
      en: 'A repair is decided within {period}',
    },
  ],
  SAMR_REPAIR_PUSH_3WD: [
    {
      validFrom: '2025-12-25',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 3 },
        responsible: 'ADMIN',
        startsWith: { zh: '作出信用修复决定', en: 'the decision on repair' },
        endsWith: { zh: '推送至登记地部门', en: 'the push to the home authority' },
      },
      basis: '市场监督管理信用修复管理办法（2025年）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '修复结果在{period}内推送至登记地市场监督管理部门',
      en: 'The result of a repair goes to the home authority within {period}',
    },
  ],
  CNIPA_REPAIR_REPLY_10WD: [
    {
      validFrom: '2022-01-24',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 10 },
        responsible: 'CNIPA',
        startsWith: { zh: '收到信用修复申请', en: 'the application is received' },
        endsWith: { zh: '答复申请人', en: 'the reply' },
      },
      basis: '知识产权信用管理规定（国知发保字〔2022〕8号）',
      certainty: 'RECALLED',
      zh: '认定失信行为的部门自收到修复申请之日起{period}内答复',
      en: 'An application for repair is answered within {period}',
    },
  ],
});
