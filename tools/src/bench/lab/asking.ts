import { median, quantile, type Measure, type Round } from './rounds.js';

/** A question to a service, as somebody who may ask it. */
export interface Question {
  readonly url: string;
  readonly token: string;
  /** With its query. */
  readonly path: string;
}

/** A page of a list, as far as a client follows it. */
export interface AnswerPage {
  readonly items?: readonly unknown[];
  readonly nextCursor?: string | null;
}

/** Asks, and reads the whole answer. Throws where it is no success. */
export async function ask<T = AnswerPage>({ url, token, path }: Question): Promise<T> {
  const response = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

/** Questions of one kind, one after the other, each by somebody else. Value: of 95 of 100 of them, from the request to the whole answer. */
export function asked(name: string, calls: number, question: (nth: number) => Question): Measure {
  return async (): Promise<Round> => {
    const took: number[] = [];
    let items = 0;
    for (let nth = 0; nth < calls; nth += 1) {
      const next = question(nth);
      const since = performance.now();
      const answer = await ask(next);
      took.push(performance.now() - since);
      items += answer.items?.length ?? 1;
    }
    return {
      side: name,
      value: quantile(took, 0.95),
      unit: 'ms',
      details: {
        p50: Number(median(took).toPrecision(3)),
        longest: Math.round(Math.max(...took)),
        items: Number((items / calls).toFixed(1)),
      },
    };
  };
}
