import { refusal } from '../refusals.js';
import { derivedOf, fieldOf, type HttpRequest } from './request.js';
import { serializeInnerList, valueOf, type InnerList } from './structured-fields.js';

/**
 * The text that RFC 9421 §2.5 signs: one line for each component, then the list of them with its parameters. Throws DomainError
 * `envelope.malformed` where the list names a component twice, one with parameters, or one that the request does not have.
 */
export function signatureBase(request: HttpRequest, covered: InnerList): string {
  const derived = derivedOf(request);
  const lines = componentsOf(covered).map((name) => {
    const value = name.startsWith('@') ? derived[name] : fieldOf(request, name);
    if (value === undefined) throw refusal('malformed');
    return `"${name}": ${value}`;
  });
  return [...lines, `"@signature-params": ${serializeInnerList(covered)}`].join('\n');
}

/** The names of the components that are covered. */
export function componentsOf({ items }: InnerList): string[] {
  const names = items.map(({ item, parameters }) => {
    const name = valueOf(item, 'string');
    if (name === undefined || !COMPONENT.test(name) || parameters.size > 0) throw refusal('malformed');
    return name;
  });
  if (new Set(names).size < names.length) throw refusal('malformed');
  return names;
}

/** Names of fields are in lower case; a quote in one would end it. */
const COMPONENT = /^@?[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
