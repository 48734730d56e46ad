import type { FieldIssue } from '@xianjie/errors';
import { checkDocumentNumber, checkLocalDate } from '@xianjie/identifiers';
import { divisionOf } from '../division.js';
import type { AgencyRegistry, Assignment, Delegation, RegisteredAgency } from './agency-registry.js';
import { isMatter } from './matters.js';

/** Everything that is wrong with a registry; empty where it holds together. */
export function registryIssues(registry: AgencyRegistry): FieldIssue[] {
  const byId = new Map(registry.agencies.map((agency) => [agency.id, agency]));
  return [
    ...registry.agencies.flatMap((agency, at) => agencyIssues(agency, at, registry, byId)),
    ...registry.assignments.flatMap((each, at) => assignmentIssues(each, at, registry, byId)),
    ...registry.delegations.flatMap((each, at) => delegationIssues(each, at, registry, byId)),
  ];
}

type ById = ReadonlyMap<string, RegisteredAgency>;

function issue(field: string, rule: string, message: string, messageZh: string): FieldIssue {
  return { field, rule: `agency-registry.${rule}`, message, messageZh };
}

function agencyIssues(
  agency: RegisteredAgency,
  at: number,
  registry: AgencyRegistry,
  byId: ById,
): FieldIssue[] {
  const field = `agencies[${at}]`;
  const { id, kind, area, parents } = agency;
  const issues: FieldIssue[] = [];
  if (registry.agencies.findIndex((each) => each.id === id) < at) {
    issues.push(issue(`${field}.id`, 'twice', `${id} is there twice`, `机关${id}重复`));
  }
  if (area !== null && !divisionOf(area)) {
    issues.push(issue(`${field}.area`, 'unknown-area', 'No such division', '查无此行政区划'));
  }
  const twin = registry.agencies.find((each) => each.area === area && each.kind === kind && each.id !== id);
  if (area !== null && twin) {
    const [message, zh] = [
      `${twin.id} is of the same kind in the same area`,
      `同一区域已有同类机关${twin.id}`,
    ];
    issues.push(issue(field, 'same-kind-and-area', message, zh));
  }
  for (const parent of parents.filter((each) => !byId.has(each) || each === id)) {
    issues.push(
      issue(`${field}.parents`, 'unknown-parent', `${parent} is no other agency`, `上级机关${parent}不存在`),
    );
  }
  return issues;
}

function assignmentIssues(each: Assignment, at: number, registry: AgencyRegistry, byId: ById): FieldIssue[] {
  const field = `assignments[${at}]`;
  const issues = intervalIssues(each, field);
  const agency = byId.get(each.agency);
  if (!agency || agency.area !== null) {
    const message = `${each.agency} is no agency without an area`;
    issues.push(issue(`${field}.agency`, 'not-assignable', message, `${each.agency}不是无区划的机关`));
  }
  if (!divisionOf(each.area)) {
    issues.push(issue(`${field}.area`, 'unknown-area', 'No such division', '查无此行政区划'));
  }
  const twice = registry.assignments.some(
    (one, index) => index < at && one.area === each.area && overlap(one, each),
  );
  if (twice)
    issues.push(issue(field, 'assigned-twice', `${each.area} is assigned twice`, `${each.area}重复指定`));
  return issues;
}

function delegationIssues(each: Delegation, at: number, registry: AgencyRegistry, byId: ById): FieldIssue[] {
  const field = `delegations[${at}]`;
  const issues = intervalIssues(each, field);
  if (!byId.has(each.from))
    issues.push(issue(`${field}.from`, 'unknown-agency', 'No such agency', '查无此机关'));
  if (!byId.get(each.to)?.parents.includes(each.from)) {
    const message = `${each.to} is not below ${each.from}`;
    issues.push(issue(`${field}.to`, 'not-below', message, `${each.to}不是${each.from}的下级机关`));
  }
  if (each.matters.length === 0 || !each.matters.every(isMatter)) {
    issues.push(issue(`${field}.matters`, 'unknown-matter', 'No such matter', '查无此类事项'));
  }
  if (!checkDocumentNumber(each.document).ok) {
    issues.push(issue(`${field}.document`, 'document', 'No document number', '委托文号格式不正确'));
  }
  const clash = (rule: string, message: string, zh: string, meets: (other: Delegation) => boolean) => {
    const others = registry.delegations.filter((other) => other !== each && overlap(other, each));
    if (others.some((other) => meets(other) && other.matters.some((one) => each.matters.includes(one)))) {
      issues.push(issue(field, rule, message, zh));
    }
  };
  clash(
    'delegated-twice',
    'The same is entrusted twice',
    '重复委托',
    ({ from, to }) => from === each.from && to === each.to,
  );
  clash(
    'sub-delegation',
    'What was entrusted is entrusted on',
    '受委托组织不得再委托',
    ({ to }) => to === each.from,
  );
  return issues;
}

interface Dated {
  readonly validFrom: string;
  readonly validTo: string | null;
}

function intervalIssues({ validFrom, validTo }: Dated, field: string): FieldIssue[] {
  const isDay = (text: string) => {
    const checked = checkLocalDate(text);
    return checked.ok && checked.value === text;
  };
  if (!isDay(validFrom) || (validTo !== null && (!isDay(validTo) || validTo < validFrom))) {
    return [issue(field, 'interval', 'Its first and last day are no interval', '起止日期不正确')];
  }
  return [];
}

const overlap = (a: Dated, b: Dated): boolean =>
  (b.validTo === null || a.validFrom <= b.validTo) && (a.validTo === null || b.validFrom <= a.validTo);
