import { DomainError, type FieldIssue } from '@xianjie/errors';
import { z } from 'zod';
import { type AnyRuleTable, type Certainty, ruleName, rulesOf } from './rule.js';

const words = z.string().trim().min(1);

/** One override in configuration: replaces the figures of a recalled line until a release does. */
export const OverrideSchema = z.strictObject({
  key: words,
  /** First day of the line it replaces. */
  validFrom: z.iso.date(),
  /** The figures to replace, amounts as text with their unit: `{ "gain": "150000元" }`. */
  figures: z
    .record(z.string(), z.unknown())
    .refine((figures) => Object.keys(figures).length > 0, 'Names no figure'),
  /** Instrument and article that were read. */
  basis: words,
  /** How well the new figures are known; without it the answers stay advice. */
  certainty: z.enum(['VERIFIED', 'VERIFIED_SECONDARY', 'RECALLED']).default('RECALLED'),
  /** Who answers for it, and why. */
  by: words,
  reason: words,
});

export type Override = z.input<typeof OverrideSchema>;

/** Figures by name. */
export type Figures = Readonly<Record<string, unknown>>;

/** An override that was checked, with what it replaces: what an audit line must tell. */
export interface AppliedOverride {
  readonly key: string;
  readonly validFrom: string;
  readonly was: Figures;
  readonly now: Figures;
  readonly basis: string;
  readonly certainty: Certainty;
  readonly by: string;
  readonly reason: string;
}

/**
 * Checks overrides as they stand in configuration. Throws DomainError `invalid`: `statutes.override-invalid` for a wrong shape or
 * wrong figures, `statutes.override-unknown` where no line has that key and first day, `statutes.override-not-recalled` where the
 * line is not a recalled one, `statutes.override-twice`.
 */
export function checkOverrides(tables: readonly AnyRuleTable[], overrides: unknown): AppliedOverride[] {
  const parsed = z.array(OverrideSchema).safeParse(overrides);
  if (!parsed.success) throw invalid('overrides', parsed.error);
  const applied = parsed.data.map((override) => apply(tables, override));
  const names = applied.map(ruleName);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw refusal('twice', `${twice} is overridden twice`, `${twice} 被重复覆盖`);
  }
  return applied;
}

function apply(tables: readonly AnyRuleTable[], override: z.output<typeof OverrideSchema>): AppliedOverride {
  const name = ruleName(override);
  const table = tables.find(({ rules }) => Object.hasOwn(rules, override.key));
  const line = table && rulesOf(table).find((rule) => ruleName(rule) === name);
  if (!table || !line) throw refusal('unknown', `There is no rule ${name}`, `没有规则 ${name}`);
  if (line.certainty !== 'RECALLED') {
    throw refusal(
      'not-recalled',
      `${name} is ${line.certainty}: only a recalled rule can be overridden`,
      `${name} 不是凭记忆记录的规则，不得以配置覆盖`,
    );
  }
  const figures = table.figures.safeParse(override.figures);
  if (!figures.success) throw invalid(`${name}.figures`, figures.error);
  const missing = Object.keys(override.figures).find((figure) => (line.params as Figures)[figure] == null);
  if (missing !== undefined) {
    throw refusal('invalid', `${name} has no figure ${missing}`, `${name} 没有数值 ${missing}`);
  }
  return applied(override, line.params as Figures, figures.data as Figures);
}

function applied(override: z.output<typeof OverrideSchema>, params: Figures, now: Figures): AppliedOverride {
  const { key, validFrom, basis, certainty, by, reason } = override;
  const was = Object.fromEntries(Object.keys(now).map((name) => [name, params[name]]));
  return { key, validFrom, was, now, basis, certainty, by, reason };
}

function refusal(code: string, message: string, zh: string): DomainError {
  return new DomainError('invalid', `statutes.override-${code}`, message, { zh });
}

function invalid(where: string, error: z.ZodError): DomainError {
  const issues: FieldIssue[] = error.issues.map(({ path, code, message }) => ({
    field: [where, ...path].map(String).join('.'),
    rule: `statutes.override-${code}`,
    message,
  }));
  return new DomainError('invalid', 'statutes.override-invalid', `${where} is not valid`, {
    zh: `${where} 无效`,
    issues,
  });
}

/** What the service that starts with an override writes into its audit trail: act, subject and details. */
export interface OverrideAuditEntry {
  readonly act: 'statutes.override';
  readonly subjectId: string;
  readonly details: Readonly<Record<string, string>>;
}

/** Fits `recordAudits` of the audit library; amounts are told in fen. */
export function overrideAuditEntry(override: AppliedOverride): OverrideAuditEntry {
  const { was, now, basis, certainty, by, reason } = override;
  return {
    act: 'statutes.override',
    subjectId: ruleName(override),
    details: { was: toJson(was), now: toJson(now), basis, certainty, by, reason },
  };
}

const toJson = (value: unknown): string =>
  JSON.stringify(value, (_name, each: unknown) => (typeof each === 'bigint' ? each.toString() : each));
