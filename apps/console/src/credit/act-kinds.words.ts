import { defineWords } from '../words/words.js';

/** Items 1 to 7 of 知识产权信用管理规定 art 6, SAMR Order 44 art 9, and refused investigations: in a word, and as the rule says. */
export const actKindWords = defineWords({
  zh: {
    short: {
      ITEM_1: '非正常专利申请',
      ITEM_2: '恶意商标注册申请',
      ITEM_3: '代理违法受处罚',
      ITEM_4: '提交虚假材料',
      ITEM_5: '信用承诺不实或未履行',
      ITEM_6: '拒不履行处罚或裁决',
      ITEM_7: '其他应认定的失信行为',
      SAMR_ARTICLE_9: '严重违法失信（总局令第44号）',
      REFUSED_INVESTIGATION: '拒绝配合调查取证',
    },
    full: {
      ITEM_1: '第6条第1项：不以保护创新为目的的非正常专利申请行为',
      ITEM_2: '第6条第2项：恶意商标注册申请行为',
      ITEM_3: '第6条第3项：违反法律、行政法规从事专利、商标代理并受到国家知识产权局行政处罚等的行为',
      ITEM_4: '第6条第4项：提交虚假材料或隐瞒重要事实申请行政确认的行为',
      ITEM_5: '第6条第5项：适用信用承诺被认定承诺不实或未履行承诺的行为',
      ITEM_6: '第6条第6项：对作出的行政处罚、行政裁决等，有履行能力但拒不履行、逃避执行的行为',
      ITEM_7: '第6条第7项：其他被列入知识产权领域公共信用信息具体条目且应被认定为失信的行为',
      SAMR_ARTICLE_9: '总局令第44号第9条：故意侵犯知识产权等严重违法行为',
      REFUSED_INVESTIGATION: '拒绝配合调查取证（2017年工作方案任务12）',
    },
  },
  en: {
    short: {
      ITEM_1: 'Abnormal patent applications',
      ITEM_2: 'Bad-faith trade-mark filings',
      ITEM_3: 'Agency work punished',
      ITEM_4: 'False material',
      ITEM_5: 'Credit commitment broken',
      ITEM_6: 'Penalty or ruling evaded',
      ITEM_7: 'Others to be recognised',
      SAMR_ARTICLE_9: 'Serious violation (Order 44)',
      REFUSED_INVESTIGATION: 'Investigation refused',
    },
    full: {
      ITEM_1: 'Art 6 item 1: abnormal patent applications not aimed at protecting innovation',
      ITEM_2: 'Art 6 item 2: bad-faith trade-mark filings',
      ITEM_3: 'Art 6 item 3: unlawful patent or trade-mark agency work punished by CNIPA and its like',
      ITEM_4: 'Art 6 item 4: false material or hidden facts in administrative confirmation',
      ITEM_5: 'Art 6 item 5: a credit commitment that was false or not kept',
      ITEM_6: 'Art 6 item 6: able but refusing to perform, or evading, a penalty or ruling',
      ITEM_7: 'Art 6 item 7: others in the catalogue of public credit information',
      SAMR_ARTICLE_9: 'SAMR Order 44 art 9: intentional infringement and other serious violations',
      REFUSED_INVESTIGATION: 'Investigation refused (task 12 of the 2017 work plan)',
    },
  },
});
