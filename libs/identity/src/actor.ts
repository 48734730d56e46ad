import { z } from 'zod';

/** What an agency is; with its scopes this decides what it may do. */
export const agencyKinds = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps', // Xinjiang Production and Construction Corps and its divisions: no area code of their own
  'examination',
  'police',
  'procuratorate',
  'platform',
  'credit-platform',
  'operator', // runs this system; sees no content
] as const;

export type AgencyKind = (typeof agencyKinds)[number];

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/);

/** An agency as tokens and the sample file hold it. */
export const agencySchema = z.object({
  id,
  name: z.string().min(1).max(200),
  kind: z.enum(agencyKinds),
  area: z
    .string()
    .regex(/^\d{6}$/)
    .nullable()
    .default(null),
  parents: z.array(id).max(8).default([]),
});

/** An organ or platform that takes part. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  /** GB/T 2260, six digits; null where an agency has none. */
  readonly area: string | null;
  /** Ids of its superiors, the nearest first, the national one last. */
  readonly parents: readonly string[];
}

/** Who calls: the one agency that a token names, what it was allowed, and the person where there is one. */
export interface Actor {
  readonly agency: Agency;
  readonly scopes: readonly string[];
  readonly officer?: Officer;
}

/** A person who acts for an agency. */
export interface Officer {
  readonly id: string;
  readonly name: string;
  /** Head of the agency or acting head (正职负责人或者主持工作的负责人), who approves transfers: Order 310 art. 5. */
  readonly head?: boolean | undefined;
}

const claimsSchema = z.object({
  agency: agencySchema,
  scope: z
    .union([z.string().transform((text) => text.split(' ').filter(Boolean)), z.array(z.string())])
    .default([]),
  officer: z
    .object({
      id: z.string().min(1).max(100),
      name: z.string().min(1).max(100),
      head: z.boolean().optional(),
    })
    .optional(),
});

/** The actor that a verified token's claims (`agency`, `scope`, `officer`) describe; undefined where they do not. */
export function actorOf(claims: unknown): Actor | undefined {
  const { success, data } = claimsSchema.safeParse(claims);
  if (!success) return undefined;
  const { agency, scope: scopes, officer } = data;
  return officer ? { agency, scopes, officer } : { agency, scopes };
}
