import type { Language } from '../words/language.js';

/** `专利法 2020 arts 39, 44(1)`: a law, its year, its articles. */
const ENGLISH = /^(.+?)(?: (\d{4}))? arts? ([\d(), ]+)$/;

/** A basis as offices write it: `专利法（2020）第39、40条`; what is written so already stays as it is. */
export function articleText(basis: string, language: Language): string {
  const [, law, year, articles] = ENGLISH.exec(basis) ?? [];
  if (language === 'en' || law === undefined || articles === undefined) return basis;
  const listed = articles.split(',').map((article) => articleZh(article.trim()));
  return `${law}${year === undefined ? '' : `（${year}）`}${listed.join('、')}`;
}

/** `44(1)`: 第44条第1项. */
function articleZh(article: string): string {
  const [, number = article, item] = /^(\d+)\((\d+)\)$/.exec(article) ?? [];
  return `第${number}条${item === undefined ? '' : `第${item}项`}`;
}
