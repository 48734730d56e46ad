import type { AnswerTaken, PoliceSystem, ReceivedDelivery } from './police-system.js';

/** What the officers of an organ do with a case, in this order, each with its document. */
export const usualSteps = ['RECEIPT_SIGNED', 'FILED'] as const;
export type UsualStep = (typeof usualSteps)[number];

const DOCUMENTS: Readonly<Partial<Record<UsualStep, string>>> = { FILED: '立案通知书' };

/**
 * Takes one of the usual steps in a case that was delivered. Its number is made of the delivery, so that the same step again, by a system
 * that was started anew, is known as a repeat.
 */
export function takeUsualStep(
  system: PoliceSystem,
  { deliveryId, transferId }: ReceivedDelivery,
  step: UsualStep,
  officer: string,
): Promise<AnswerTaken> {
  const document = DOCUMENTS[step];
  const documentNo = document && `${document} ${deliveryId.slice(-12)}`;
  return system.answer({
    transferId,
    externalNo: `${step}-${deliveryId}`,
    step,
    officer: { name: officer },
    ...(documentNo ? { documentNo } : {}),
  });
}
