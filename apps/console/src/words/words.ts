import { type Language, useLanguage } from './language.js';

/** Words of an area, by name; a function where something stands inside a sentence. */
export interface WordTree {
  readonly [name: string]: string | ((...values: never[]) => string) | WordTree;
}

type Loose<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Loose<T[K]>;
};

export interface Words<T> {
  readonly zh: T;
  readonly en: T;
}

/** Both languages of the same words: a word that one lacks does not compile. */
export function defineWords<const T extends WordTree>(words: {
  zh: T;
  en: Loose<NoInfer<T>>;
}): Words<Loose<T>> {
  return words as unknown as Words<Loose<T>>;
}

/** The words in the language that is chosen; the component is shown anew when another one is. */
export function useWords<T>(words: Words<T>): T {
  return words[useLanguage()];
}

/** For texts that carry both languages themselves, such as those of the statutes. */
export function useText(): (text: Words<string>) => string {
  const language: Language = useLanguage();
  return (text) => text[language];
}
