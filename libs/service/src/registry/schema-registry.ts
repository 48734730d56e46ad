import { fingerprint, type LockedSchema } from '@xianjie/contracts';

/** An answer of the registry that is no success: Confluent's code, and the HTTP status it begins with. */
export class RegistryError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  get status(): number {
    return Number(String(this.code).slice(0, 3));
  }
}

/** The answer to "which version is this": Confluent's words. */
export interface SubjectVersion {
  readonly subject: string;
  readonly version: number;
  readonly id: number;
  readonly schema: string;
}

const view = ({ subject, version, id, schema }: LockedSchema): SubjectVersion => ({
  subject,
  version,
  id,
  schema,
});

/** The same JSON with sorted keys and without documentation, which never matters here. */
function normalized(schema: string): string {
  return JSON.stringify(JSON.parse(schema), (key, value: unknown) => {
    if (key === 'doc') return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

/** The schemas of the lock file as Confluent's registry would hold them: one subject for each record name. */
export class SchemaRegistry {
  readonly #schemas: readonly LockedSchema[];

  constructor(schemas: readonly LockedSchema[]) {
    this.#schemas = schemas;
  }

  /** Throws RegistryError 40403. */
  byId(id: string): LockedSchema {
    const found = /^[1-9]\d{0,9}$/.test(id)
      ? this.#schemas.find((schema) => schema.id === Number(id))
      : undefined;
    if (!found) throw new RegistryError(40403, 'Schema not found');
    return found;
  }

  subjects(prefix = ''): string[] {
    return [...new Set(this.#schemas.map(({ subject }) => subject))]
      .filter((name) => name.startsWith(prefix))
      .sort();
  }

  /** Oldest first. Throws RegistryError 40401. */
  versions(subject: string): LockedSchema[] {
    const found = this.#schemas.filter((schema) => schema.subject === subject);
    if (found.length === 0) throw new RegistryError(40401, `Subject '${subject}' not found.`);
    return found;
  }

  /** `version` is a number, `latest` or `-1`. Throws RegistryError 40401, 40402, 42202. */
  version(subject: string, version: string): SubjectVersion {
    const all = this.versions(subject);
    if (version === 'latest' || version === '-1') return view(all.at(-1) as LockedSchema);
    if (!/^[1-9]\d{0,9}$/.test(version)) {
      throw new RegistryError(42202, `The specified version '${version}' is not a valid version id.`);
    }
    const found = all.find((schema) => schema.version === Number(version));
    if (!found) throw new RegistryError(40402, `Version ${version} not found.`);
    return view(found);
  }

  /**
   * The version of a subject that has this schema: the same attributes in any order, else the newest with the same canonical
   * form, which is what a client sends that drops attributes it does not know. Throws RegistryError 40401, 40403, 42201.
   */
  lookup(subject: string, schema: unknown): SubjectVersion {
    const all = this.versions(subject).toReversed();
    const [text, canonical] = this.#parsed(schema);
    const found =
      all.find((locked) => normalized(locked.schema) === text) ??
      all.find((locked) => locked.fingerprint === canonical);
    if (!found) throw new RegistryError(40403, 'Schema not found');
    return view(found);
  }

  #parsed(schema: unknown): [text: string, canonical: string] {
    try {
      if (typeof schema !== 'string') throw new TypeError('no text');
      return [normalized(schema), fingerprint(schema)];
    } catch {
      throw new RegistryError(42201, 'Either the schema is missing or it is no valid Avro schema.');
    }
  }
}
