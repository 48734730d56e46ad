/** Numbers of persons are never kept on a machine that others may use. */
const PERSONAL: ReadonlySet<string> = new Set(['citizenNumber', 'operatorCitizenNumber', 'phone']);

/** A draft without personal numbers. */
export function withoutPersonal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPersonal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) =>
      PERSONAL.has(name) ? [] : [[name, withoutPersonal(field)]],
    ),
  );
}
