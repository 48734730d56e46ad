import { type Language, language } from '../words/language.js';

export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** RFC 9457, as every service answers a failure. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly FieldProblem[];
  /** Of a 409: where the newer state is. */
  readonly latest?: string;
  readonly traceId?: string;
}

/** Codes of a 409 that says that another version is there now. */
const stale: ReadonlySet<string> = new Set(['persistence.stale', 'transfer.changed']);

/** A request that was refused or failed. `message` is what an officer reads. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  get status(): number {
    return this.problem.status;
  }

  /** Somebody was faster; what is there now is to be compared. */
  get isStale(): boolean {
    return stale.has(this.problem.code);
  }

  messageOf(field: string): string | undefined {
    return this.problem.errors?.find((error) => error.field === field)?.message;
  }
}

const words: Readonly<Record<'network' | 'unreadable' | 'title', Readonly<Record<Language, string>>>> = {
  network: {
    zh: '连接中断，请检查网络后重试。已输入的内容不会丢失。',
    en: 'The connection is lost. Try again; nothing that you typed is lost.',
  },
  unreadable: {
    zh: '服务暂时不能应答，请稍后重试。',
    en: 'The service cannot answer now. Try again in a moment.',
  },
  title: { zh: '没有成功', en: 'This did not work' },
};

/** The network is away, or the request was cut off. */
export function networkProblem(): ApiProblem {
  return said('network', 0, 'network');
}

/** What an answer says of its failure; one that is no problem document (a proxy's page) is told by its status. */
export async function problemIn(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('content-type') ?? '';
  const body: unknown = /json/.test(type) ? await response.json().catch(() => undefined) : undefined;
  return isProblem(body)
    ? new ApiProblem(body)
    : said('unreadable', response.status, `http.${response.status}`);
}

/** Any error as a problem: what is none of ours is a fault of this page. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return said('unreadable', 0, 'console');
}

function said(what: 'network' | 'unreadable', status: number, code: string): ApiProblem {
  const now = language.get();
  return new ApiProblem({ title: words.title[now], status, detail: words[what][now], code });
}

function isProblem(body: unknown): body is Problem {
  const { status, detail, code } = (body ?? {}) as Partial<Problem>;
  return typeof status === 'number' && typeof detail === 'string' && typeof code === 'string';
}
