/** An instrument as the bases cite it, its title, and its English name. */
export type InstrumentName = readonly [cited: string, title: string, english: string];

/** Every basis begins with one of these. */
export const INSTRUMENT_NAMES: readonly InstrumentName[] = [
  ['刑法', '中华人民共和国刑法', 'Criminal Law'],
  ['刑事诉讼法', '中华人民共和国刑事诉讼法', 'Criminal Procedure Law'],
  ['行政处罚法', '中华人民共和国行政处罚法（2021年修订）', 'Administrative Penalty Law (2021)'],
  ['行政强制法', '中华人民共和国行政强制法', 'Administrative Compulsion Law'],
  ['专利法', '中华人民共和国专利法（2008年、2020年修正）', 'Patent Law (2008, 2020)'],
  [
    '专利法实施细则',
    '中华人民共和国专利法实施细则（2010年、2023年修订）',
    'Implementing Rules of the Patent Law (2010, 2023)',
  ],
  ['网络安全法', '中华人民共和国网络安全法', 'Cybersecurity Law'],
  [
    '国务院令第310号',
    '行政执法机关移送涉嫌犯罪案件的规定（2020年国务院令第730号修订）',
    'State Council Order 310, transfer of suspected crimes by agencies (revised by Order 730, 2020)',
  ],
  [
    '政府信息公开条例',
    '中华人民共和国政府信息公开条例',
    'Regulation on the disclosure of government information',
  ],
  [
    '政务数据共享条例',
    '政务数据共享条例（国务院令第809号）',
    'Regulation on the sharing of government data, State Council Order 809',
  ],
  [
    '政务信息资源共享管理暂行办法',
    '政务信息资源共享管理暂行办法（国发〔2016〕51号）',
    'Interim measures on sharing government information, 2016',
  ],
  [
    '法释〔2004〕19号',
    '最高人民法院、最高人民检察院关于办理侵犯知识产权刑事案件具体应用法律若干问题的解释',
    'Judicial interpretation on IP crimes, 2004',
  ],
  [
    '法释〔2007〕6号',
    '最高人民法院、最高人民检察院关于办理侵犯知识产权刑事案件具体应用法律若干问题的解释（二）',
    'Judicial interpretation on IP crimes (2), 2007',
  ],
  [
    '法释〔2020〕10号',
    '最高人民法院、最高人民检察院关于办理侵犯知识产权刑事案件具体应用法律若干问题的解释（三）',
    'Judicial interpretation on IP crimes (3), 2020',
  ],
  [
    '法释〔2025〕5号',
    '最高人民法院、最高人民检察院关于办理侵犯知识产权刑事案件适用法律若干问题的解释',
    'Judicial interpretation on IP crimes, 2025',
  ],
  [
    '公安部令第159号',
    '公安机关办理刑事案件程序规定（2020年修正）',
    'MPS Order 159, police procedure in criminal cases',
  ],
  [
    '公通字〔2010〕23号',
    '关于公安机关管辖的刑事案件立案追诉标准的规定（二）',
    'MPS and SPP filing standards (2), 2010',
  ],
  [
    '公通字〔2016〕16号',
    '公安机关受理行政执法机关移送涉嫌犯罪案件规定',
    'MPS rules on accepting transferred cases, 2016',
  ],
  [
    '公通字〔2017〕25号',
    '最高人民检察院、公安部关于公安机关办理经济犯罪案件的若干规定',
    'SPP and MPS rules on economic crime, 2017',
  ],
  [
    '公通字〔2022〕12号',
    '关于公安机关管辖的刑事案件立案追诉标准的规定（二）（2022年）',
    'MPS and SPP filing standards (2), 2022',
  ],
  [
    '人民检察院刑事诉讼规则',
    '人民检察院刑事诉讼规则（2019年）',
    'Rules of criminal procedure of the procuratorates, 2019',
  ],
  [
    '人民检察院行刑反向衔接工作指引',
    '人民检察院行刑反向衔接工作指引（2024年）',
    'SPP guide to reverse transfer, 2024',
  ],
  [
    '最高人民检察院关于推进行刑双向衔接',
    '最高人民检察院关于推进行刑双向衔接和行政违法行为监督构建检察监督与行政执法衔接制度的意见',
    'SPP opinion on two-way links, July 2023',
  ],
  [
    '最高人民检察院、公安部关于刑事立案监督有关问题的规定',
    '最高人民检察院、公安部关于刑事立案监督有关问题的规定（试行）（2010年）',
    'SPP and MPS rules on filing supervision (trial), 2010',
  ],
  [
    '高检发释字〔2021〕4号',
    '最高人民检察院关于推进行政执法与刑事司法衔接工作的规定',
    'SPP rules on links between enforcement and criminal justice, 2021',
  ],
  [
    '高检会〔2006〕2号',
    '关于在行政执法中及时移送涉嫌犯罪案件的意见',
    'Joint opinion on timely transfer, 2006',
  ],
  [
    '中办发〔2011〕8号',
    '关于加强行政执法与刑事司法衔接工作的意见',
    'Opinion on links between enforcement and criminal justice, 2011',
  ],
  [
    '国知发保字〔2019〕52号',
    '专利领域严重失信联合惩戒对象名单管理办法（试行）',
    'CNIPA measures on the list of serious dishonesty, 2019',
  ],
  [
    '国知发保字〔2021〕12号',
    '国家知识产权局、公安部关于加强协作配合强化知识产权保护的意见',
    'CNIPA and MPS opinion on cooperation, 2021',
  ],
  [
    '专利领域严重失信联合惩戒对象名单管理办法',
    '专利领域严重失信联合惩戒对象名单管理办法（试行）（国知发保字〔2019〕52号）',
    'CNIPA measures on the list of serious dishonesty, 2019',
  ],
  [
    '知识产权信用管理规定',
    '国家知识产权局知识产权信用管理规定（国知发保字〔2022〕8号）',
    'CNIPA rules on IP credit, 2022',
  ],
  [
    '专利行政执法办法',
    '专利行政执法办法（国家知识产权局令第60号、第71号）',
    'SIPO measures of patent enforcement, Orders 60 and 71',
  ],
  [
    '专利纠纷行政裁决和调解办法',
    '专利纠纷行政裁决和调解办法',
    'CNIPA measures on rulings and mediation in patent disputes, 2025',
  ],
  [
    '重大专利侵权纠纷行政裁决办法',
    '重大专利侵权纠纷行政裁决办法',
    'CNIPA measures on rulings in major disputes, 2021',
  ],
  [
    '国家市场监督管理总局令第44号',
    '市场监督管理严重违法失信名单管理办法',
    'SAMR Order 44, list of serious violations',
  ],
  [
    '国家市场监督管理总局令第45号',
    '市场监督管理行政处罚信息公示规定',
    'SAMR Order 45, publication of penalties',
  ],
  [
    '市场监督管理信用修复管理办法',
    '市场监督管理信用修复管理办法（2021年、2025年）',
    'SAMR measures on credit repair (2021, 2025)',
  ],
  ['市场监督管理行政处罚程序规定', '市场监督管理行政处罚程序规定', 'SAMR rules of penalty procedure'],
  [
    '市场监督管理投诉举报处理暂行办法',
    '市场监督管理投诉举报处理暂行办法',
    'SAMR interim measures on complaints and reports',
  ],
  [
    '市场监管领域重大违法行为举报奖励暂行办法',
    '市场监管领域重大违法行为举报奖励暂行办法',
    'SAMR interim measures on rewards for reports',
  ],
  [
    '国家发展改革委令第58号',
    '失信行为纠正后的信用信息修复管理办法（试行）',
    'NDRC Order 58, credit repair (trial)',
  ],
  ['信用修复管理办法（国家发展改革委令第36号）', '信用修复管理办法', 'NDRC Order 36, credit repair'],
  [
    '发改办财金〔2018〕424号',
    '国家发展改革委办公厅关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见',
    'NDRC guidance on publishing licences and penalties, 2018',
  ],
  [
    '发改财金〔2018〕1702号',
    '关于对知识产权（专利）领域严重失信主体开展联合惩戒的合作备忘录',
    'Memorandum of 38 departments on joint sanctions, 2018',
  ],
  ['无现行公开依据', '（无）', '(none in force)'],
];
