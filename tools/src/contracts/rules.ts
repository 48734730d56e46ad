import avro from 'avsc';
import type { AvscFile, Field, Problem, SchemaObject } from './avsc-file.js';
import { subjectOf } from './avsc-file.js';
import { exportName } from './typescript.js';
import { definitions, isUnion, kindOf, type Place, places } from './walk.js';

type Complain = (rule: string, message: string) => void;

const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  event: new Set(['type', 'name', 'namespace', 'doc', 'topic', 'key', 'fields']),
  record: new Set(['type', 'name', 'doc', 'aliases', 'fields']),
  enum: new Set(['type', 'name', 'doc', 'aliases', 'symbols', 'default']),
  fixed: new Set(['type', 'name', 'doc', 'aliases', 'size', 'logicalType', 'precision', 'scale']),
  array: new Set(['type', 'items']),
  map: new Set(['type', 'values']),
  field: new Set(['name', 'type', 'doc', 'default', 'aliases', 'legal', 'pii']),
  other: new Set(['type', 'logicalType', 'precision', 'scale']),
};

/** Logical types and what they stand on; stock deserialisers know these. */
const LOGICAL: Readonly<Record<string, readonly string[]>> = {
  decimal: ['bytes', 'fixed'],
  uuid: ['string'],
  date: ['int'],
  'timestamp-millis': ['long'],
  'timestamp-micros': ['long'],
};

const MONEY = /amount|price|fine|fee|gain|turnover|loss|money|reward|yuan|fen$/i;
const PERSONAL =
  /citizen|id(card|number)$|identity|passport|phone|mobile|email|wechat|(person|given|family|full)name|homeaddress|bankaccount|plateno|birth|gender|reporter|complainant/i;
const SELF_EXPLAINING = /^[a-z][A-Za-z0-9]*Id$/;

const snake = (kebab: string) => kebab.replaceAll('-', '_');
const kebab = (name: string) =>
  name.replace(/(?<=[a-z0-9])([A-Z])|(?<=[A-Z])([A-Z])(?=[a-z])/g, '-$&').toLowerCase();

function unknownAttributes(node: object, kind: string): string[] {
  const known = ATTRIBUTES[kind] ?? (ATTRIBUTES.other as ReadonlySet<string>);
  return Object.keys(node).filter((attribute) => !known.has(attribute));
}

function checkNames({ schema, service, event, version }: AvscFile, complain: Complain): void {
  if (schema.type !== 'record') complain('event-record', 'An event is a record.');
  if (!/^[A-Z][A-Za-z0-9]*$/.test(schema.name ?? ''))
    complain('event-name', 'Name the record in PascalCase, past tense.');
  else if (kebab(schema.name as string) !== event) {
    complain(
      'file-name',
      `The record is ${schema.name}: name the file ${kebab(schema.name as string)}.v${version}.avsc.`,
    );
  }
  const namespace = `${snake(service)}.v${version}`;
  if (schema.namespace !== namespace) complain('namespace', `Its namespace is ${namespace}.`);
}

function checkTopic(
  { schema, service }: AvscFile,
  topics: ReadonlySet<string> | undefined,
  complain: Complain,
): void {
  const topic = schema.topic ?? '';
  // A checkpoint goes to every topic; nothing else may.
  if (topic === '*' && service === 'messaging') return;
  // One topic for each partner system, written by it alone, or read by it.
  if (topic === `${service}.inbound.{partner}` || topic === `${service}.outbound.{partner}`) return;
  if (!topic.startsWith(`${service}.`) || !/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(topic)) {
    complain('topic', `Its topic is ${service}.<aggregate>.`);
  } else if (topics && !topics.has(topic)) complain('topic-unlisted', `List ${topic} in deploy/topics.yaml.`);
}

function checkKey({ schema }: AvscFile, complain: Complain): void {
  const field = schema.fields?.find(({ name }) => name === schema.key);
  if (!field) complain('key', 'Its key names one of its fields: the id of the aggregate.');
  else if (field.type !== 'string') complain('key', `Its key ${field.name} is a string.`);
}

function checkNullable(field: Field, complain: Complain): void {
  if (!isUnion(field.type) || !field.type.includes('null')) return;
  if (field.type[0] !== 'null' || field.default !== null) {
    complain(
      'nullable',
      `${field.name} may be null: write ["null", …] with "default": null, so that it can come and go.`,
    );
  }
}

function checkPersonal(field: Field, complain: Complain): void {
  if (field.pii === undefined && PERSONAL.test(field.name)) {
    complain('personal-undeclared', `${field.name} sounds personal: say "pii": true or "pii": false.`);
  }
  if (field.pii !== true) return;
  const kinds = (isUnion(field.type) ? field.type : [field.type])
    .map(kindOf)
    .filter((kind) => kind !== 'null');
  if (!kinds.every((kind) => kind === 'bytes' || kind === 'fixed')) {
    complain('personal-clear', `${field.name} is personal: it goes encrypted for its recipient, as bytes.`);
  }
}

function checkLegal(field: Field, complain: Complain): void {
  if (field.legal === undefined) return;
  const { basis, required, ...rest } = field.legal;
  const known =
    typeof basis === 'string' && basis !== '' && ['boolean', 'undefined'].includes(typeof required);
  if (!known || Object.keys(rest).length > 0) {
    complain(
      'legal',
      `${field.name}: write "legal": { "basis": "<instrument and article>", "required": true }.`,
    );
  }
}

function checkField(field: Field, path: string, complain: Complain): void {
  for (const attribute of unknownAttributes(field, 'field'))
    complain('attribute', `${path} has an unknown attribute ${attribute}.`);
  if (!/^[a-z][A-Za-z0-9]*$/.test(field.name)) complain('field-name', `Name ${path} in camelCase.`);
  if (!field.doc && !SELF_EXPLAINING.test(field.name)) complain('doc', `Say in "doc" what ${path} is.`);
  checkNullable(field, complain);
  checkPersonal(field, complain);
  checkLegal(field, complain);
}

function checkNode(node: SchemaObject, place: Place, complain: Complain): void {
  const at = place.path || 'the event';
  const kind = place.path === '' && !place.field ? 'event' : kindOf(node);
  for (const attribute of unknownAttributes(node, kind))
    complain('attribute', `${at} has an unknown attribute ${attribute}.`);
  if (node.name !== undefined && !node.doc) complain('doc', `Say in "doc" what ${node.name} is.`);
  if (kind === 'enum' && node.default === undefined) {
    complain('enum-default', `Give ${node.name} a default symbol for what older readers do not know.`);
  }
  const bases = node.logicalType === undefined ? undefined : LOGICAL[node.logicalType];
  if (node.logicalType !== undefined && !bases?.includes(kindOf(node.type))) {
    complain('logical-type', `${at}: ${node.logicalType} on ${kindOf(node.type)} is not read everywhere.`);
  }
}

function checkPlace(place: Place, complain: Complain): void {
  const { schema, path, field } = place;
  if (typeof schema === 'object' && !isUnion(schema)) checkNode(schema as SchemaObject, place, complain);
  const kind = kindOf(schema);
  if ((kind === 'float' || kind === 'double') && MONEY.test(path)) {
    complain('money-float', `${path} is money: a long, in fen.`);
  }
  if (kind === 'null' && path.endsWith('[]'))
    complain('empty-items', `${path} would hold items without any bytes.`);
  if (field && field.type === schema) checkField(field, path, complain);
}

function checkAvro({ schema }: AvscFile, complain: Complain): void {
  try {
    avro.Type.forSchema(schema as never, { wrapUnions: 'never' } as never);
  } catch (error) {
    complain('avro', `It is no schema that every reader takes: ${(error as Error).message}`);
  }
}

/** What is wrong with one schema by itself. `topics`: those of deploy/topics.yaml, where it exists. */
export function fileProblems(file: AvscFile, topics?: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  const complain: Complain = (rule, message) => problems.push({ where: file.path, rule, message });
  if (typeof file.schema !== 'object' || file.schema === null || !Array.isArray(file.schema.fields)) {
    complain('event-record', 'An event is a record with fields.');
    return problems;
  }
  checkNames(file, complain);
  checkTopic(file, topics, complain);
  checkKey(file, complain);
  checkAvro(file, complain);
  for (const place of places(file.schema)) checkPlace(place, complain);
  return problems;
}

/** What is wrong between schemas: names in code that are taken twice, and one full name with two meanings. */
export function commonProblems(files: readonly AvscFile[]): Problem[] {
  const problems: Problem[] = [];
  const exported = new Map<string, AvscFile>();
  const meanings = new Map<string, { file: AvscFile; text: string }>();
  for (const file of files) {
    const other = exported.get(exportName(file));
    if (other)
      problems.push({
        where: file.path,
        rule: 'export-name',
        message: `${other.path} has that name in code.`,
      });
    exported.set(exportName(file), file);
    for (const [name, { schema }] of definitions(file.schema)) {
      if (name === subjectOf(file)) continue;
      const text = JSON.stringify(schema);
      const known = meanings.get(name);
      if (known && known.text !== text) {
        problems.push({
          where: file.path,
          rule: 'two-meanings',
          message: `${name} is something else in ${known.file.path}.`,
        });
      }
      meanings.set(name, { file, text });
    }
  }
  return problems;
}
