/** The sample officers, one of each kind of agency, and what the left side offers to them. */
export const roles = [
  {
    login: 'zhanglixin',
    agency: '杭州市知识产权局',
    areas: ['待办', '线索', '案件', '串并', '通报', '移送', '专利', '信用'],
  },
  {
    login: 'chenli',
    agency: '浙江省知识产权局',
    areas: ['待办', '线索', '案件', '串并', '通报', '移送', '专利', '信用', '总览'],
  },
  {
    login: 'zhouming',
    agency: '国家知识产权局',
    areas: ['待办', '线索', '案件', '串并', '通报', '移送', '专利', '信用', '总览'],
  },
  {
    login: 'wangjianjiang',
    agency: '新疆生产建设兵团知识产权局',
    areas: ['待办', '线索', '案件', '串并', '通报', '移送', '专利', '信用', '总览'],
  },
  { login: 'hejing', agency: '国家知识产权局专利局审查业务管理部', areas: ['专利'] },
  { login: 'sunyi', agency: '杭州市公安局', areas: ['待办', '移送', '专利'] },
  { login: 'zhengqing', agency: '杭州市人民检察院', areas: ['待办', '移送', '专利', '信用', '总览'] },
  { login: 'zhaomin', agency: '货品网电子商务平台', areas: ['线索', '专利', '信用'] },
  { login: 'tangli', agency: '信用中国（浙江）', areas: ['信用'] },
  { login: 'qianjin', agency: '衔接平台运行维护中心', areas: ['运行'] },
] as const;
