import { Injectable } from '@nestjs/common';
import type { Bucket, WorkCounts } from '@xianjie/deadlines';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import type { ClockView } from './clocks.dto.js';

/** What is asked of a source: a page of what `actor`'s agency has to do. */
export interface WorkQuery {
  readonly actor: Actor;
  readonly bucket?: Bucket | undefined;
  /** At most so many. */
  readonly limit: number;
  /** Where the page before ended, in the source's own words; undefined for the first. */
  readonly after?: readonly string[] | undefined;
}

/** A limit with the place behind which the source goes on. */
export interface WorkLine {
  readonly view: ClockView;
  readonly key: readonly string[];
}

/** Limits from one place: running clocks, or rows that bear a day. */
export interface WorkSource {
  /** Stays the same: cursors name it. */
  readonly name: string;
  /** In the order of `dueAt`. */
  page(tx: Tx, query: WorkQuery): Promise<readonly WorkLine[]>;
  count(tx: Tx, actor: Actor): Promise<WorkCounts>;
}

/** What a clock runs for, as its capability names it to who may see it. */
export interface ClockSubject {
  readonly label: string;
}

/** Names the subjects of one kind, of those that the actor may see; others are left out. */
export type NameSubjects = (
  tx: Tx,
  ids: readonly string[],
  actor: Actor,
) => Promise<ReadonlyMap<string, ClockSubject>>;

/** What lets a limit pass. */
export type Meaning = ClockView['meaning'];

interface SubjectKind {
  readonly name: NameSubjects;
  readonly meaningOf: (key: string) => Meaning;
}

/**
 * What the worklists of this service are made of. Capabilities put themselves in:
 * `constructor(worklists: Worklists) { worklists.nameSubjects('case', (tx, ids, actor) => …); }`.
 */
@Injectable()
export class Worklists {
  readonly #sources: WorkSource[] = [];
  readonly #subjects = new Map<string, SubjectKind>();

  /** A source may put itself in before its own fields are set: its name is read later. */
  add(source: WorkSource): void {
    this.#sources.push(source);
  }

  /** How the clocks of subjects of a kind are named. Throws where somebody names them already. */
  nameSubjects(kind: string, name: NameSubjects, meaningOf: (key: string) => Meaning = () => 'DUTY'): void {
    if (this.#subjects.has(kind)) throw new Error(`Two name the subjects ${kind} of clocks`);
    this.#subjects.set(kind, { name, meaningOf });
  }

  /** Throws where two bear one name: cursors go by it. */
  get sources(): readonly WorkSource[] {
    const names = new Set(this.#sources.map(({ name }) => name));
    if (names.size < this.#sources.length)
      throw new Error(`Two sources of worklists bear one name: ${[...names].join(', ')}`);
    return this.#sources;
  }

  subjectsOf(kind: string): SubjectKind | undefined {
    return this.#subjects.get(kind);
  }
}
