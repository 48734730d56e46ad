export type { Answer, CitedRule, RuleReference } from './answer.js';
export type { RuleInForce, StatuteBook } from './book.js';
export { clockKeys } from './clock.js';
export type { ClockKey, ClockRule, Extension, ExtensionKey, Reading } from './clock.js';
export { subjects } from './counterfeit-facts.js';
export type { CounterfeitFacts, Subject } from './counterfeit-facts.js';
export { grounds } from './criminal-threshold.js';
export type { Ground, Threshold } from './criminal-threshold.js';
export type { FineCeiling, FineFacts } from './fine-ceiling.js';
export { intervalFaults } from './intervals.js';
export type { ListName, ListTerm } from './list-term.js';
export { fenOfYuan, yuanOfFen } from './money.js';
export { OverrideSchema, overrideAuditEntry } from './overrides.js';
export type { AppliedOverride, Override, OverrideAuditEntry } from './overrides.js';
export { creditSystems, publicationDays, publishedPenalties } from './publication.js';
export type { CreditSystem, PublicationDays, PublicationQuestion, PublishedPenalty } from './publication.js';
export { repairClasses, repairVerdicts } from './repair.js';
export type { RepairApplication, RepairClass, RepairResult, RepairVerdict } from './repair.js';
export { rewardLevelNumbers } from './reward.js';
export type { Reward, RewardFacts, RewardLevel } from './reward.js';
export { certainties, ruleName } from './rule.js';
export type { AnyRuleTable, Certainty, Rule, RuleTable, Text } from './rule.js';
export { sayPeriod, sayPeriods, sayRule } from './say.js';
export { clockRule, Statutes, statuteTables } from './statutes.js';
export type { ClockEvents, ClockParams, Responsible } from './tables/clock-table.js';
export { counterfeitActs } from './tables/criminal.js';
export type { CounterfeitAct } from './tables/criminal.js';
export type { ExtensionParams } from './tables/extensions.js';
export { DELIVERY_DOCUMENTS, PRIOR_PENALTY_EFFECTS, transferGuards } from './tables/guards.js';
export type { DeliveryDocument, Guard, GuardId, PriorPenalty } from './tables/guards.js';
export type { PublicationParams } from './tables/publication.js';
export { TRANSFER_ACTORS, TRANSFER_EVENTS, TRANSFER_STATES } from './tables/transfer-words.js';
export type { TransferActor, TransferEvent, TransferState } from './tables/transfer-words.js';
export type { Transition } from './tables/transition.js';
export { transferDutyVerdicts } from './transfer-duty.js';
export type { DutyToTransfer, SuspicionFacts, TransferDutyVerdict } from './transfer-duty.js';
export { barsFine, mayImposeFine, missingDocuments, transferGuard } from './transfer-guards.js';
export type { FineHistory, FineVerdict } from './transfer-guards.js';
export {
  FINAL_TRANSFER_STATES,
  findStep,
  INITIAL_TRANSFER_STATE,
  nextSteps,
  runSequence,
  step,
  transferTransitions,
} from './transfer-machine.js';
export type { RunOfEvents } from './transfer-machine.js';
