import { isDomainError } from '@xianjie/errors';
import type { Language } from '@xianjie/service';
import { currentTraceparent } from '@xianjie/tracing';

const words = {
  'zh-CN': {
    title: '登录未完成 · 衔接',
    heading: '登录未完成',
    again: '重新登录',
    trace: '跟踪编号',
    unknown: '系统内部错误，请凭跟踪编号联系管理员',
  },
  en: {
    title: 'Sign-in not completed · Xianjie',
    heading: 'The sign-in was not completed',
    again: 'Sign in again',
    trace: 'Trace id',
    unknown: 'Something went wrong here; the trace id names the case',
  },
} as const;

const STATUS = { unavailable: 503, invalid: 400, 'not-found': 404, unauthenticated: 403 } as const;

/** What an officer sees whose sign-in failed: what happened, the number to quote, and the way on. No script, no style. */
export function failedPage(
  error: unknown,
  language: Language,
): { readonly status: number; readonly html: string } {
  const { title, heading, again, trace, unknown } = words[language];
  const known = isDomainError(error) ? error : undefined;
  const sentence = known ? (language === 'zh-CN' ? (known.zh ?? known.message) : known.message) : unknown;
  const status = known ? ((STATUS as Partial<Record<string, number>>)[known.kind] ?? 400) : 500;
  const traceId = currentTraceparent()?.slice(3, 35) ?? '';
  const html = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body>
<main>
<h1>${heading}</h1>
<p>${escaped(sentence)}</p>
<p><a href="/session/sign-in">${again}</a></p>
<p><small>${trace} ${traceId}</small></p>
</main>
</body>
</html>
`;
  return { status, html };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
