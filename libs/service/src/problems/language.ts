export type Language = 'en' | 'zh-CN';

/** English unless Chinese is preferred: `Accept-Language` by RFC 9110 §12.5.4; `zh-Hant` and others count as Chinese. */
export function languageOf(header: string | undefined): Language {
  if (!header || header.length > 1000) return 'en';
  let best: { language: Language; quality: number } | undefined;
  for (const part of header.split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)$/.exec(text)?.[1]).find(Boolean);
    const quality = weight === undefined ? 1 : Number(weight);
    const language = /^zh\b/.test(range) ? 'zh-CN' : /^(en\b|\*$)/.test(range) ? 'en' : undefined;
    if (language && quality > (best?.quality ?? 0)) best = { language, quality };
  }
  return best?.language ?? 'en';
}
