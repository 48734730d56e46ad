import { refusal } from '../refusals.js';

interface Values {
  string: string;
  token: string;
  /** Text in base64. */
  bytes: string;
  integer: number;
  boolean: boolean;
}

/** A value of RFC 9651 as far as signatures use them. */
export type BareItem = {
  readonly [T in keyof Values]: { readonly type: T; readonly value: Values[T] };
}[keyof Values];

export type Parameters = ReadonlyMap<string, BareItem>;

export interface Item {
  readonly item: BareItem;
  readonly parameters: Parameters;
}

export interface InnerList {
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}

export type Member = Item | InnerList;

/** Characters of a field, and members of a dictionary, beyond which nothing is looked at. */
const LONGEST = 8192;
const MOST = 64;

const KEY = /[a-z*][a-z0-9_.*-]*/y;
const STRING = /"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const INTEGER = /-?\d{1,15}(?![\d.])/y;
const TOKEN = /[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*/y;
const BYTES = /:([A-Za-z0-9+/]*={0,2}):/y;
const BOOLEAN = /\?([01])/y;
const SPACES = / */y;
const OPTIONAL_SPACE = /[ \t]*/y;

/** A dictionary of items and inner lists. Throws DomainError `envelope.malformed`, also where a name occurs twice. */
export function parseDictionary(text: string): ReadonlyMap<string, Member> {
  if (text.length > LONGEST) throw refusal('malformed');
  return new Parser(text).dictionary();
}

/** As RFC 9651 writes it: the last line of a signature base. */
export function serializeInnerList({ items, parameters }: InnerList): string {
  const inside = items.map((each) => serializeItem(each.item) + serializeParameters(each.parameters));
  return `(${inside.join(' ')})${serializeParameters(parameters)}`;
}

export const isInnerList = (member: Member): member is InnerList => 'items' in member;

/** The base64 of a byte sequence; undefined for anything else. */
export function bytesOf(member: Member | undefined): string | undefined {
  if (!member || isInnerList(member)) return undefined;
  return valueOf(member.item, 'bytes');
}

/** The value of an item of this type; undefined for anything else. */
export function valueOf<T extends keyof Values>(item: BareItem | undefined, type: T): Values[T] | undefined {
  return item?.type === type ? (item.value as Values[T]) : undefined;
}

class Parser {
  #at = 0;

  constructor(readonly text: string) {}

  dictionary(): ReadonlyMap<string, Member> {
    const members = new Map<string, Member>();
    this.#skip(SPACES);
    while (this.#at < this.text.length) {
      const key = this.#need(KEY);
      if (members.has(key) || members.size === MOST) throw refusal('malformed');
      members.set(key, this.#take('=') ? this.#member() : this.#flag());
      this.#skip(OPTIONAL_SPACE);
      if (this.#at === this.text.length) break;
      if (!this.#take(',')) throw refusal('malformed');
      this.#skip(OPTIONAL_SPACE);
      if (this.#at === this.text.length) throw refusal('malformed');
    }
    return members;
  }

  #member(): Member {
    return this.#take('(') ? this.#innerList() : { item: this.#bareItem(), parameters: this.#parameters() };
  }

  #flag(): Member {
    return { item: { type: 'boolean', value: true }, parameters: this.#parameters() };
  }

  #innerList(): InnerList {
    const items: Item[] = [];
    for (;;) {
      this.#skip(SPACES);
      if (this.#take(')')) return { items, parameters: this.#parameters() };
      if (items.length === MOST) throw refusal('malformed');
      items.push({ item: this.#bareItem(), parameters: this.#parameters() });
      if (this.text[this.#at] !== ' ' && this.text[this.#at] !== ')') throw refusal('malformed');
    }
  }

  #parameters(): Parameters {
    const parameters = new Map<string, BareItem>();
    while (this.#take(';')) {
      this.#skip(SPACES);
      const key = this.#need(KEY);
      if (parameters.has(key)) throw refusal('malformed');
      parameters.set(key, this.#take('=') ? this.#bareItem() : { type: 'boolean', value: true });
    }
    return parameters;
  }

  #bareItem(): BareItem {
    const string = this.#match(STRING);
    if (string) return { type: 'string', value: (string[1] ?? '').replace(/\\(.)/g, '$1') };
    const bytes = this.#match(BYTES);
    if (bytes) return { type: 'bytes', value: bytes[1] ?? '' };
    const boolean = this.#match(BOOLEAN);
    if (boolean) return { type: 'boolean', value: boolean[1] === '1' };
    const integer = this.#match(INTEGER);
    if (integer) return { type: 'integer', value: Number(integer[0]) };
    return { type: 'token', value: this.#need(TOKEN) };
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #need(pattern: RegExp): string {
    const found = this.#match(pattern);
    if (!found) throw refusal('malformed');
    return found[0];
  }

  #skip(pattern: RegExp): void {
    this.#match(pattern);
  }

  #take(char: string): boolean {
    const taken = this.text[this.#at] === char;
    if (taken) this.#at += 1;
    return taken;
  }
}

function serializeParameters(parameters: Parameters): string {
  return [...parameters]
    .map(([key, value]) => (value.value === true ? `;${key}` : `;${key}=${serializeItem(value)}`))
    .join('');
}

function serializeItem(item: BareItem): string {
  if (item.type === 'string') return `"${item.value.replace(/["\\]/g, '\\$&')}"`;
  if (item.type === 'bytes') return `:${item.value}:`;
  if (item.type === 'boolean') return item.value ? '?1' : '?0';
  return String(item.value);
}
