import { defineWords } from './words.js';

/** Words of the trade that several areas use, by the codes of the services. */
export const law = defineWords({
  zh: {
    actTypes: {
      MARKING_WITHOUT_PATENT: '未获授权标注专利',
      MARKING_AFTER_END: '专利终止后继续标注',
      USING_ANOTHERS_NUMBER: '擅用他人专利号',
      CALLING_APPLICATION_PATENT: '将申请称为专利',
      FORGED_DOCUMENT: '伪造、变造专利文件',
      INFRINGEMENT: '专利侵权',
      OTHER: '其他',
    },
    sources: { E_COMMERCE: '电商平台', FAIR: '展会', COMPLAINT: '投诉举报', CUSTOMS: '海关' },
    scopes: { CITY: '本地市', PROVINCE: '本省', NATION: '全国' },
    subjects: { ORGANISATION: '单位', PERSON: '个人', SHOP: '网店', SOLE_TRADER: '个体工商户' },
    patentStatuses: {
      NOT_FILED: '尚未申请',
      PENDING: '申请中',
      REFUSED: '驳回或撤回',
      IN_FORCE: '有效',
      LAPSED_FEE: '因未缴年费终止',
      SURRENDERED: '放弃',
      EXPIRED: '期限届满',
      INVALID: '全部无效',
      UNKNOWN: '查无此专利',
    },
    certainties: {
      VERIFIED: '已核对原文',
      VERIFIED_SECONDARY: '经二手资料核对',
      RECALLED: '凭记载，未核对原文',
      DESIGN: '本系统设定',
      verified: '已核对原文',
      recalled: '凭记载，未核对原文',
      designed: '本系统设定',
    },
  },
  en: {
    actTypes: {
      MARKING_WITHOUT_PATENT: 'Marked without a patent',
      MARKING_AFTER_END: 'Marked after the patent ended',
      USING_ANOTHERS_NUMBER: "Another's patent number used",
      CALLING_APPLICATION_PATENT: 'Application called a patent',
      FORGED_DOCUMENT: 'Patent document forged',
      INFRINGEMENT: 'Infringement',
      OTHER: 'Other',
    },
    sources: { E_COMMERCE: 'E-commerce', FAIR: 'Fair', COMPLAINT: 'Complaint', CUSTOMS: 'Customs' },
    scopes: { CITY: 'Prefecture', PROVINCE: 'Province', NATION: 'Nation' },
    subjects: {
      ORGANISATION: 'Organisation',
      PERSON: 'Person',
      SHOP: 'Online shop',
      SOLE_TRADER: 'Sole trader',
    },
    patentStatuses: {
      NOT_FILED: 'Not filed',
      PENDING: 'Pending',
      REFUSED: 'Refused or withdrawn',
      IN_FORCE: 'In force',
      LAPSED_FEE: 'Lapsed, fee unpaid',
      SURRENDERED: 'Surrendered',
      EXPIRED: 'Expired',
      INVALID: 'Invalid',
      UNKNOWN: 'No such patent known',
    },
    certainties: {
      VERIFIED: 'Verified in the text',
      VERIFIED_SECONDARY: 'Verified through a second source',
      RECALLED: 'Recalled, not verified',
      DESIGN: 'Our design',
      verified: 'Verified in the text',
      recalled: 'Recalled, not verified',
      designed: 'Our design',
    },
  },
});

/** The word for a code, or the code itself where none is known. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string | null | undefined): string =>
  code ? (words[code] ?? code) : '—';
