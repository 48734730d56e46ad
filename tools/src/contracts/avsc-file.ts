import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the law says of a field. */
export interface Legal {
  readonly basis: string;
  readonly required?: boolean;
}

export interface Field {
  readonly name: string;
  readonly type: Schema;
  readonly doc?: string;
  readonly default?: unknown;
  readonly aliases?: readonly string[];
  readonly order?: string;
  readonly legal?: Legal;
  readonly pii?: boolean;
}

/** Any Avro schema that is an object; which attributes it has depends on `type`. */
export interface SchemaObject {
  readonly type: Schema;
  readonly name?: string;
  readonly namespace?: string;
  readonly aliases?: readonly string[];
  readonly doc?: string;
  readonly fields?: readonly Field[];
  readonly symbols?: readonly string[];
  readonly default?: unknown;
  readonly items?: Schema;
  readonly values?: Schema;
  readonly size?: number;
  readonly logicalType?: string;
  readonly precision?: number;
  readonly scale?: number;
  readonly topic?: string;
  readonly key?: string;
}

export type Schema = string | SchemaObject | readonly Schema[];

/** One `schemas/<service>/<event>.v<n>.avsc`, as it was read. */
export interface AvscFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly service: string;
  /** File name without `.v<n>.avsc`. */
  readonly event: string;
  readonly version: number;
  readonly schema: SchemaObject;
}

/** Something that forbids generating: where, which rule, and a sentence that says what to do. */
export interface Problem {
  readonly where: string;
  readonly rule: string;
  readonly message: string;
}

const FILE_NAME = /^([a-z][a-z0-9-]*)\.v([1-9][0-9]*)\.avsc$/;

/** Full name of the record: namespace and name. */
export function subjectOf(file: AvscFile): string {
  return `${file.schema.namespace}.${file.schema.name}`;
}

function parseFile(service: string, name: string, path: string, text: string): AvscFile | Problem {
  const [, event, version] = FILE_NAME.exec(name) ?? [];
  if (!event || !version)
    return { where: path, rule: 'file-name', message: 'Name it <event>.v<n>.avsc, in kebab case.' };
  try {
    return { path, service, event, version: Number(version), schema: JSON.parse(text) as SchemaObject };
  } catch (error) {
    return { where: path, rule: 'json', message: `It is no JSON: ${(error as Error).message}` };
  }
}

/** All schemas below `schemas/`, ordered by path, and what could not be read. */
export function readAvscFiles(root: string): { files: AvscFile[]; problems: Problem[] } {
  const files: AvscFile[] = [];
  const problems: Problem[] = [];
  const found = readdirSync(join(root, 'schemas'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.avsc'))
    .sort();
  for (const path of found) {
    const [service, name, ...deeper] = path.split('/');
    const where = `schemas/${path}`;
    if (!service || !name || deeper.length > 0) {
      problems.push({ where, rule: 'folder', message: 'Put it into schemas/<service>/.' });
      continue;
    }
    const read = parseFile(service, name, where, readFileSync(join(root, where), 'utf8'));
    if ('rule' in read) problems.push(read);
    else files.push(read);
  }
  return { files, problems };
}
