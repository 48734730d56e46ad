import { Injectable } from '@nestjs/common';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import type { Measure, Rate } from './statistics.dto.js';

/** Months that are counted, both included: `2026-03`. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

/** The numbers of one province in one month, by the keys of their measures; what is left out is 0. */
export interface Cell {
  readonly month: string;
  readonly province: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Something that is counted, as far as the actor may see it. */
export interface Counted {
  readonly measures: readonly Measure[];
  readonly rates?: readonly Rate[];
  count(tx: Tx, months: Months, actor: Actor): Promise<readonly Cell[]>;
}

/** What this service counts. Capabilities put themselves in: `constructor(statistics: Statistics) { statistics.add(this); }`. */
@Injectable()
export class Statistics {
  readonly #counted: Counted[] = [];

  add(counted: Counted): void {
    this.#counted.push(counted);
  }

  get measures(): readonly Measure[] {
    return this.#counted.flatMap(({ measures }) => measures);
  }

  get rates(): readonly Rate[] {
    return this.#counted.flatMap(({ rates = [] }) => rates);
  }

  /** One cell for each month and province, its values in the order of the measures. */
  async count(tx: Tx, months: Months, actor: Actor) {
    const found: Cell[] = [];
    for (const counted of this.#counted) found.push(...(await counted.count(tx, months, actor)));
    const keys = this.measures.map(({ key }) => key);
    return [...Map.groupBy(found, ({ month, province }) => `${month} ${province}`)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, cells]) => {
        const [month = '', province = ''] = name.split(' ');
        const sum = (key: string) => cells.reduce((all, { values }) => all + (values[key] ?? 0), 0);
        return { month, province, values: keys.map(sum) };
      });
  }
}
