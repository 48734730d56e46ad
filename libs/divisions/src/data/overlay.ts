import type { OverlayLine } from '../record.js';
import { recentChanges } from './recent-changes.js';

/**
 * What no package states or what they state only to the year. `A/B`: a change approved on A and announced on B; between
 * the two either code is accepted. The documents are those that the packages or the announcements name; a line is
 * RECALLED where its days were not looked up in them.
 */
const older: readonly OverlayLine[] = [
  {
    code: '710000',
    name: '台湾省',
    from: '',
    to: '',
    basis: 'GB/T 2260; no divisions below it are in the standard',
    certainty: 'VERIFIED_SECONDARY',
  },
  {
    code: '810000',
    name: '香港特别行政区',
    from: '1997-07-01',
    basis: '全国人民代表大会关于设立香港特别行政区的决定',
    certainty: 'VERIFIED_SECONDARY',
  },
  {
    code: '820000',
    name: '澳门特别行政区',
    from: '1999-12-20',
    basis: '全国人民代表大会关于设立中华人民共和国澳门特别行政区的决定',
    certainty: 'VERIFIED_SECONDARY',
  },
  {
    code: '460000',
    name: '海南省',
    from: '1988-04-13',
    basis: '全国人民代表大会关于设立海南省的决定',
    certainty: 'RECALLED',
  },
  {
    code: '500000',
    name: '重庆市',
    from: '1997-03-14/1997-06-18',
    basis: '全国人民代表大会关于批准设立重庆直辖市的决定',
    certainty: 'RECALLED',
  },
  {
    code: '510200',
    name: '重庆市',
    to: '1997-03-13/1997-06-17',
    successors: ['500000'],
    basis: '全国人民代表大会关于批准设立重庆直辖市的决定',
    certainty: 'RECALLED',
  },
  ...merged('国函〔2009〕52号', ['310119', '南汇区', '310115'], '2009-04-23/2009-05-05'),
  ...merged('国函〔2009〕125号', ['120107', '塘沽区', '120116'], '2009-10-20/2009-11-08'),
  ...merged('国函〔2009〕125号', ['120108', '汉沽区', '120116'], '2009-10-20/2009-11-08'),
  ...merged('国函〔2009〕125号', ['120109', '大港区', '120116'], '2009-10-20/2009-11-08'),
  ...merged('国函〔2010〕55号', ['110103', '崇文区', '110101'], '2010-06-27/2010-06-30'),
  ...merged('国函〔2010〕55号', ['110104', '宣武区', '110102'], '2010-06-27/2010-06-30'),
  ...merged('国务院2011年5月20日批复', ['310103', '卢湾区', '310101'], '2011-05-19/2011-06-07'),
  {
    // Its counties went to 合肥, 芜湖 and 马鞍山, each by its own line.
    code: '341400',
    name: '巢湖市',
    to: '2011-07-13/2011-08-21',
    successors: [],
    basis: '国务院2011年7月14日批复',
    certainty: 'RECALLED',
  },
  ...merged('国务院2015年10月13日批复', ['310108', '闸北区', '310106'], '2015-10-12/2015-11-03'),
  ...merged('国函〔2018〕163号', ['371200', '莱芜市', '370100'], '2018-12-25/2019-01-08'),
  ...merged('国函〔2018〕163号', ['371202', '莱城区', '370116'], '2018-12-25/2019-01-08'),
  ...merged('国函〔2018〕163号', ['371203', '钢城区', '370117'], '2018-12-25/2019-01-08'),
  ...begun('国函〔2018〕163号', ['370116', '莱芜区'], '2018-12-26/2019-01-09'),
  ...begun('国函〔2018〕163号', ['370117', '钢城区'], '2018-12-26/2019-01-09'),
  ...begun('国函〔2009〕125号', ['120116', '滨海新区'], '2009-10-21/2009-11-09'),
  ...begun('民政部2012年6月21日公告', ['460300', '三沙市'], '2012-06-21/2012-07-24'),
  ...begun('民政部2020年4月18日公告', ['460302', '西沙区'], '2020-01-01/2020-04-18'),
  ...begun('民政部2020年4月18日公告', ['460303', '南沙区'], '2020-01-01/2020-04-18'),
];

function merged(basis: string, [code, name, successor]: [string, string, string], to: string): OverlayLine[] {
  return [{ code, name, to, successors: [successor], basis, certainty: 'RECALLED' }];
}

function begun(basis: string, [code, name]: [string, string], from: string): OverlayLine[] {
  return [{ code, name, from, basis, certainty: 'RECALLED' }];
}

/** New names under an old code that no account of changes calls so. */
const renamed: readonly OverlayLine[] = [
  ['320800', '淮阴市', '2000'],
  ['620922', '安西县', '2006'],
  ['440111', '郊区', '1987'],
  ['513201', '马尔康区', '2016'], // a slip for 马尔康县
  ['410204', '古楼区', '1989'], // a slip for 鼓楼区
].map(([code = '', name = '', to = '']) => ({
  code,
  name,
  to,
  successors: [code],
  basis: 'lists',
  certainty: 'RECALLED',
}));

export const overlay: readonly OverlayLine[] = [...older, ...renamed, ...recentChanges];
