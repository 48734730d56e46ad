import type { TransferEvent } from '@xianjie/statutes';
import { z } from 'zod';
import type { StepInput } from '../transfers/transfer-step.js';
import { stepForms, type StepField } from '../transfers/step-forms.js';
import { insufficientStatuses, ownStatuses, paperKinds, statusSteps } from './liangfa-words.js';
import type { PlatformMeaning, PlatformStatus } from './platform-client.js';

const text = z.string().max(4000).nullish();

/** A status as the platform writes it: its own names of fields, Beijing time, everything text. */
const statusSchema = z.looseObject({
  /** 序号 */
  XH: z.string().min(1).max(40),
  /** 平台流水号 */
  PTLSH: z.string().max(64),
  /** 业务流水号: ours */
  YWLSH: z.string().max(64),
  /** 状态代码, 状态名称 */
  ZTDM: z.string().max(10),
  ZTMC: text,
  /** 操作时间 */
  CZSJ: text,
  /** 操作人 */
  CZR: text,
  /** 文书号 */
  WSH: text,
  /** 说明 */
  SM: text,
  /** 补正材料 */
  BZCL: z.array(z.string().max(10)).max(20).nullish(),
  /** 转办单位 */
  ZBDW: text,
});
type LiangfaStatus = z.output<typeof statusSchema>;

/**
 * What a status means here. `organOf` tells whom a code of the platform names. Undefined for something without a number: there is no going
 * on from it.
 */
export function readStatus(
  given: unknown,
  organOf: (unit: string) => string | undefined,
): PlatformStatus | undefined {
  const read = statusSchema.safeParse(given);
  return read.success ? understood(read.data, organOf) : misshapen(given);
}

/** One that is written otherwise than agreed holds back none of those after it. */
function misshapen(given: unknown): PlatformStatus | undefined {
  const read = z.object({ XH: z.string().min(1).max(40) }).safeParse(given);
  if (!read.success) return undefined;
  const { XH } = read.data;
  const meaning = unknown(
    'status-malformed',
    'The status is not of the agreed form',
    '状态信息格式不符合约定',
  );
  return { reference: XH, cursor: XH, deliveryId: null, said: {}, meaning };
}

function understood(status: LiangfaStatus, organOf: (unit: string) => string | undefined): PlatformStatus {
  const { XH, PTLSH, YWLSH, ZTDM, ZTMC, CZSJ, WSH } = status;
  return {
    reference: XH,
    cursor: XH,
    deliveryId: z.uuid().safeParse(YWLSH).data ?? null,
    said: { PTLSH, YWLSH, ZTDM, ZTMC: ZTMC ?? null, CZSJ: CZSJ ?? null, WSH: WSH ?? null },
    meaning: meaningOf(status, organOf),
  };
}

function meaningOf(status: LiangfaStatus, organOf: (unit: string) => string | undefined): PlatformMeaning {
  const { ZTDM, ZTMC, BZCL, ZBDW } = status;
  if (ownStatuses.includes(ZTDM)) return { kind: 'NOTHING' };
  if (insufficientStatuses.includes(ZTDM))
    return unknown(
      'status-insufficient',
      `Status ${ZTDM} does not tell what the step asks`,
      `状态“${ZTMC ?? ZTDM}”所载要素不足以登记相应步骤`,
    );
  const step = statusSteps[ZTDM];
  if (!step)
    return unknown(
      'status-unknown',
      `Status ${ZTDM} has no step here`,
      `状态“${ZTMC ?? ZTDM}”在本系统没有对应步骤`,
    );
  const kinds = (BZCL ?? []).map((code) => paperKinds[code]);
  if (kinds.some((kind) => kind === undefined))
    return unknown('paper-unknown', 'A kind of paper is not known here', '补正材料种类代码无法识别');
  const forwardedTo = ZBDW ? organOf(ZBDW) : undefined;
  if (step === 'FORWARDED' && forwardedTo === undefined)
    return unknown(
      'unit-unknown',
      'The organ that it was forwarded to is not known here',
      '转办单位代码无法识别',
    );
  return complete(step, status, { kinds: kinds.filter((kind) => kind !== undefined), forwardedTo });
}

/** The step with all that its form asks, or which of it is missing: nothing is made up. */
function complete(
  step: TransferEvent,
  { CZSJ, CZR, WSH, SM }: LiangfaStatus,
  {
    kinds,
    forwardedTo,
  }: {
    readonly kinds: NonNullable<StepInput['missing']>[number]['kind'][];
    readonly forwardedTo: string | undefined;
  },
): PlatformMeaning {
  const effectiveAt = beijingTime(CZSJ);
  if (effectiveAt === undefined)
    return unknown('time-unreadable', `${CZSJ ?? 'Nothing'} is no time`, '操作时间无法识别');
  if (!CZR?.trim()) return missing('CZR');
  const given: Partial<Record<StepField, unknown>> = {
    documentNo: trimmed(WSH),
    reasons: trimmed(SM),
    ...(kinds.length > 0 && SM ? { missing: kinds.map((kind) => ({ kind, reason: SM.trim() })) } : {}),
    ...(step === 'FORWARDED' ? { forwardedTo } : {}),
    effectiveAt,
  };
  const { must, may } = stepForms[step];
  const lacking = must.find((field) => given[field] === undefined);
  if (lacking !== undefined) return missing(fieldNames[lacking] ?? lacking);
  const fitting = Object.entries(given).filter(
    ([field, value]) => value !== undefined && [...must, ...may].includes(field as StepField),
  );
  return { kind: 'STEP', step: { step, officer: { name: CZR.trim() }, ...Object.fromEntries(fitting) } };
}

const fieldNames: Readonly<Partial<Record<StepField, string>>> = {
  documentNo: 'WSH',
  reasons: 'SM',
  missing: 'BZCL',
  forwardedTo: 'ZBDW',
};

const trimmed = (given: string | null | undefined): string | undefined => given?.trim() || undefined;

/** `2026-03-02 16:00:01`, Beijing time, as an instant; undefined for anything else. */
function beijingTime(given: string | null | undefined): string | undefined {
  if (!given || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(given)) return undefined;
  const at = new Date(`${given.replace(' ', 'T')}+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function missing(field: string): PlatformMeaning {
  return unknown('field-missing', `${field} is missing`, `缺少 ${field}，无法登记相应步骤`);
}

function unknown(rule: string, message: string, messageZh: string): PlatformMeaning {
  return { kind: 'UNKNOWN', rule: `platform.${rule}`, message, messageZh };
}
