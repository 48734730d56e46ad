import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, type Agency, AgencyDirectory, readAgencyDirectory } from '@xianjie/identity';
import { step, type TransferActor } from '@xianjie/statutes';
import { newCase } from '../cases/known-case.js';
import { type PenaltyCopy, registerSending, type Sending } from '../penalties/penalty-copy.js';
import { limitOf, meaningOf } from './clock-moves.js';
import {
  checkForm,
  checkHandover,
  checkLimitOver,
  checkOrdered,
  checkOrgans,
  checkPapers,
  checkReport,
  effectiveAtOf,
} from './step-guards.js';
import { takerOf } from './step-takers.js';
import type { StepInput } from './transfer-step.js';
import { beginTransfer, NO_LIMIT, type Unopened } from './transfer.js';

/** What officers read when they are refused: kind, code, field and sentence, in both languages. */

const now = new Date('2026-03-02T08:00:00Z');
const today = '2026-03-02' as LocalDate;
const transfer = {
  stepNo: 3,
  steppedAt: new Date('2026-03-02T05:00:00Z'),
  police: 'police-a',
  procuratorate: 'proc-a',
};
const before = (change: Partial<Unopened> = {}) => ({ ...transfer, ...change }) as Unopened;
const agency = (id: string, kind: Agency['kind']): Agency => ({
  id,
  name: id,
  kind,
  area: null,
  parents: [],
});
const agencies = new AgencyDirectory([agency('police-a', 'police'), agency('proc-a', 'procuratorate')]);

const officer = { id: 'o-1', name: '吴越' };
const actor = (id: string, signedIn = true): Actor => ({
  agency: agency(id, 'patent-office-prefecture'),
  scopes: [],
  ...(signedIn ? { officer } : {}),
});
const organs = { agency: 'agency', police: 'police-a', procuratorate: 'proc-a' };
const take = (kind: TransferActor, who: Actor, input: Partial<StepInput> = {}) =>
  takerOf(kind, organs, who, { step: 'FILED', ...input }, { onPaper: () => true, source: 'HTTP' });

const copy = (change: Partial<PenaltyCopy> = {}) =>
  ({ decidedOn: '2026-03-01', sentOn: null, annulledOn: null, ...change }) as PenaltyCopy;
const send = (sending: Sending, change: Partial<PenaltyCopy> = {}) =>
  registerSending(copy(change), sending, officer, today);

type Refusal = readonly [kind: string, code: string, message: string, zh: string, ...fields: string[]];

const refusals: readonly (readonly [Refusal, () => unknown])[] = [
  [
    [
      'invalid',
      'step.form',
      'This step needs it',
      '此步骤必填',
      'documentNo required This step needs it 此步骤必填',
    ],
    () => checkForm({ step: 'FILED' }),
  ],
  [
    [
      ...(['invalid', 'step.form', 'This step has no such thing', '此步骤无此项'] as const),
      'seizedItems step.field-unexpected This step has no such thing 此步骤无此项',
    ],
    () => checkForm({ step: 'FILED', documentNo: 'x', seizedItems: 1 }),
  ],
  [
    [
      ...(['invalid', 'step.in-future', 'It lies in the future', '时间不得晚于当前'] as const),
      'effectiveAt step.in-future It lies in the future 时间不得晚于当前',
    ],
    () => effectiveAtOf({ step: 'FILED', effectiveAt: '2026-03-02T09:00:00Z' }, before(), now),
  ],
  [
    [
      ...([
        'invalid',
        'step.before-previous',
        'It lies before the step that it follows',
        '时间不得早于前一步骤',
      ] as const),
      'effectiveAt step.before-previous It lies before the step that it follows 时间不得早于前一步骤',
    ],
    () => effectiveAtOf({ step: 'FILED', effectiveAt: '2026-03-01T09:00:00Z' }, before(), now),
  ],
  [
    [
      'invalid',
      'delivery.papers',
      'The list of articles is neither there nor named as missing',
      '缺少涉案物品清单，且未说明原因',
      'documents delivery.papers The list of articles is neither there nor named as missing 缺少涉案物品清单，且未说明原因',
    ],
    () => checkPapers(['TRANSFER_LETTER', 'INVESTIGATION_REPORT', 'INSPECTION_OR_APPRAISAL', 'OTHER']),
  ],
  [
    [
      'conflict',
      'report.signatures',
      'Two or more officers sign the transfer report, each signed in',
      '移送报告须由专案组两名以上执法人员分别登录签署',
    ],
    () => checkReport({ roundFrom: 1 }, [], [], 'a'),
  ],
  [
    [
      'forbidden',
      'report.not-signed-by-you',
      'One of those who signed the report submits it',
      '移送报告由签署人之一提交',
    ],
    () => checkReport({ roundFrom: 1 }, ['r'], ['a', 'b'].map(signature), 'c'),
  ],
  [
    [
      'conflict',
      'step.limit-not-over',
      'DECISION_OVERDUE is possible once the limit POLICE_FILING_3D has passed',
      '相应期限尚未届满，不能办理此步骤',
    ],
    () => checkLimitOver(step('RECEIVED', 'DECISION_OVERDUE'), null, now),
  ],
  [
    [
      'conflict',
      'step.not-ordered',
      'Only a case whose filing was ordered is urged',
      '仅对监督立案的案件发出催办函',
    ],
    () => checkOrdered({ filingOrdered: false }, step('INVESTIGATED_BY_POLICE', 'URGED_BY_PROC')),
  ],
  [
    [
      ...(['invalid', 'handover.told-in-future', 'It lies in the future', '日期不得晚于今日'] as const),
      'partyToldOn handover.told-in-future It lies in the future 日期不得晚于今日',
    ],
    () => checkHandover({ step: 'EVIDENCE_HANDED_OVER', partyToldOn: '2026-03-03' as LocalDate }, today),
  ],
  [
    [
      'invalid',
      'handover.party-not-told',
      'Say when the party was told in writing that seized things go with the case',
      '查封、扣押的财物随案移送的，须载明书面告知当事人的日期',
      'partyToldOn handover.party-not-told Say when the party was told in writing that seized things go with the case 查封、扣押的财物随案移送的，须载明书面告知当事人的日期',
    ],
    () => checkHandover({ step: 'EVIDENCE_HANDED_OVER', seizedItems: 1 }, today),
  ],
  [
    [
      ...(['invalid', 'forward.same-organ', 'That organ has it already', '案件已在该机关'] as const),
      'forwardedTo forward.same-organ That organ has it already 案件已在该机关',
    ],
    () => checkOrgans({ step: 'FORWARDED', forwardedTo: 'police-a' }, before(), agencies),
  ],
  [
    [
      ...([
        'invalid',
        'forward.not-police',
        'That is no police organ known here',
        '不是已登记的公安机关',
      ] as const),
      'forwardedTo forward.not-police That is no police organ known here 不是已登记的公安机关',
    ],
    () => checkOrgans({ step: 'FORWARDED', forwardedTo: 'proc-a' }, before(), agencies),
  ],
  [
    [
      ...([
        'invalid',
        'escalation.not-superior',
        'That is not a superior procuratorate',
        '不是上级人民检察院',
      ] as const),
      'higherProcuratorate escalation.not-superior That is not a superior procuratorate 不是上级人民检察院',
    ],
    () =>
      checkOrgans({ step: 'ESCALATED', higherProcuratorate: 'x' }, before({ procuratorate: null }), agencies),
  ],
  [
    [
      'forbidden',
      'transfer.not-your-step',
      'This step is taken by the police of the transfer',
      '此步骤应由该案的公安机关办理',
    ],
    () => take('POLICE', actor('stranger')),
  ],
  [
    [
      'forbidden',
      'officer.not-head',
      'The head of the agency decides on a transfer, in person',
      '是否移送由本机关正职负责人或者主持工作的负责人决定',
    ],
    () => take('ADMIN_HEAD', actor('agency')),
  ],
  [
    [
      'forbidden',
      'officer.needed',
      'Say which officer does it, or sign in as one',
      '须由承办人员登录办理，或者载明承办人员姓名',
    ],
    () => take('ADMIN', actor('agency', false)),
  ],
  [
    [
      'forbidden',
      'officer.needed',
      'An officer registers a paper, signed in',
      '纸质文书须由承办人员登录登记',
    ],
    () => take('POLICE', actor('agency', false)),
  ],
  [
    [
      ...(['invalid', 'officer.name-needed', 'Name who signed the paper', '须载明签署人姓名'] as const),
      'officer officer.name-needed Name who signed the paper 须载明签署人姓名',
    ],
    () => take('POLICE', actor('agency')),
  ],
  [
    [
      ...(['invalid', 'step.paper-needed', 'Add the scanned paper', '须附该文书的扫描件'] as const),
      'documents step.paper-needed Add the scanned paper 须附该文书的扫描件',
    ],
    () => take('POLICE', actor('agency'), { officer: { name: '孙毅' } }),
  ],
  [
    ['conflict', 'penalty-copy.annulled', 'The decision was annulled', '该处罚决定已被撤销'],
    () => send({ sentOn: today }, { annulledOn: today }),
  ],
  [
    ['conflict', 'penalty-copy.sent', 'The copies were registered before', '该处罚决定书副本已登记抄送'],
    () => send({ sentOn: today }, { sentOn: today }),
  ],
  [
    [
      ...([
        'invalid',
        'penalty-copy.before-decision',
        'It lies before the decision',
        '日期不得早于处罚决定之日',
      ] as const),
      'sentOn penalty-copy.before-decision It lies before the decision 日期不得早于处罚决定之日',
    ],
    () => send({ sentOn: '2026-02-28', noRightHolder: '无' }),
  ],
  [
    [
      ...(['invalid', 'penalty-copy.in-future', 'It lies in the future', '日期不得晚于今日'] as const),
      'rightHolderToldOn penalty-copy.in-future It lies in the future 日期不得晚于今日',
    ],
    () => send({ sentOn: today, rightHolderToldOn: '2026-03-03' }),
  ],
  [
    [
      'invalid',
      'penalty-copy.right-holder',
      'Say when the right holder was told in writing, or why there was none to tell',
      '须载明书面告知权利人的日期，或者未告知的理由',
      'rightHolderToldOn penalty-copy.right-holder Say when the right holder was told in writing, or why there was none to tell 须载明书面告知权利人的日期，或者未告知的理由',
    ],
    () => send({ sentOn: today }),
  ],
];

function signature(officerId: string) {
  return { officerId, officerName: officerId, documentId: 'r', afterStep: 1 };
}

describe('who is refused reads', () => {
  it.each(refusals)('%j', ([kind, code, message, zh, ...fields], refuse) => {
    let said: unknown;
    try {
      refuse();
    } catch (error) {
      said = error;
    }
    expect(said).toBeInstanceOf(DomainError);
    const error = said as DomainError;
    expect([error.kind, error.code, error.message, error.zh]).toEqual([kind, code, message, zh]);
    expect(
      error.issues.map(
        ({ field, rule, message: text, messageZh }) => `${field} ${rule} ${text} ${messageZh}`,
      ),
    ).toEqual(fields);
  });
});

describe('who is not refused', () => {
  it('may leave out what a step has no place for, and give papers', () => {
    expect(() => checkForm({ step: 'FILED', documentNo: 'x', seizedItems: undefined })).not.toThrow();
    expect(() => checkForm({ step: 'SUPPLEMENTED', documents: ['d'] })).not.toThrow();
  });

  it('takes a first step now, whatever the moment of the opening', () => {
    const later = new Date(now.getTime() + 1000);
    expect(effectiveAtOf({ step: 'CRIME_SUSPECTED' }, before({ stepNo: 0, steppedAt: later }), now)).toEqual(
      now,
    );
  });
});

describe('what stands at the beginning', () => {
  it('is nothing known, nothing decided and no limit', () => {
    const directory = readAgencyDirectory('samples/agencies.json');
    const known = newCase({ caseId: 'c', agency: 'ip-hangzhou', areaCode: '330106' }, directory);
    expect(known).toEqual({
      ...{ caseId: 'c', caseNo: null, agency: 'ip-hangzhou', areaCode: '330106' },
      ...{ police: 'police-hangzhou', procuratorate: 'procuratorate-hangzhou' },
      ...{ duty: 'NO_DUTY_ON_AMOUNT', dutySince: null, grounds: [], basis: null, certainty: null },
      ...{ charge: null, stage: 'NONE', closedOn: null, outcome: null, version: 1 },
    });
    expect(beginTransfer(known, 'CRIME_SUSPECTED', 't', now, today)).toMatchObject({
      ...{ filingOrdered: false, criminalFine: false, fineBarred: false, dueKey: null, dueOrgan: null },
      ...{
        approvedAt: null,
        deliveredAt: null,
        receivedAt: null,
        closedOn: null,
        roundFrom: 0,
        dueAt: NO_LIMIT,
      },
    });
    expect(NO_LIMIT.getUTCFullYear()).toBe(9999);
  });

  it('is a right where it is one, and a fault where a key is asked for that is none', () => {
    expect(meaningOf('SUPERVISION_SUGGESTION_3D')).toBe('RIGHT');
    expect(() => limitOf('POLICE_FILING_3D', 'no day')).not.toThrow();
  });
});
