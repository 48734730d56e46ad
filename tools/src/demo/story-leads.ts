import type { LocalDate } from '@xianjie/identifiers';
import type { LeadLine } from '../simulators/province-lead.js';
import { act } from './calls.js';
import type { LeadView, Scene } from './scene.js';

/** What is the same in all leads on one matter. */
export interface Matter {
  readonly partyName: string;
  readonly creditCode: string;
  readonly patentNumber: string;
  readonly areaCode: string;
  readonly actOn: LocalDate;
}

/** A company that uses the number of another's patent, at a place. */
export function newMatter({ numbers, clock }: Scene, partyName: string, areaCode: string): Matter {
  return {
    partyName: `${partyName}（${numbers.run}）有限公司`,
    creditCode: numbers.company(areaCode),
    patentNumber: numbers.patent(2019),
    areaCode,
    actOn: clock.day(-20),
  };
}

/** A lead on a matter, as somebody's system writes it. */
export function leadOn(matter: Matter, externalNo: string, change: Partial<LeadLine> = {}): LeadLine {
  const { partyName, creditCode, patentNumber, areaCode, actOn } = matter;
  return {
    externalNo,
    origin: { source: 'FAIR', fair: '义乌国际小商品博览会', booth: 'D3-021' },
    scope: 'NATION',
    subject: { kind: 'ORGANISATION', name: partyName, creditCode },
    patentNumber,
    actType: 'USING_ANOTHERS_NUMBER',
    actOn,
    areaCode,
    goods: '无叶风扇',
    ...change,
  };
}

/** Submits a lead by HTTP as an agency's system; answers its id. */
export async function submitLead(scene: Scene, agency: string, lead: LeadLine): Promise<string> {
  const { id } = await act<LeadView>(scene.actors.system('lead-reporting', agency), '/leads', lead);
  return id;
}
