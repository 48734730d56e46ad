import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** As `tools/src/api/recorder.ts` writes it. */
interface Exchange {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly sent?: unknown;
  readonly status: number;
  readonly contentType: string | null;
  readonly got?: unknown;
}

interface Content {
  readonly schema?: object;
}

interface Answer {
  readonly content?: Readonly<Record<string, Content>>;
  /** Where it stands among the components. */
  readonly $ref?: string;
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly responses?: Readonly<Record<string, Answer>> };
}

/** A service's OpenAPI document, against which its answers are held. */
class Document {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  readonly #validators = new Map<object, ValidateFunction>();
  readonly #patterns: readonly (readonly [RegExp, Readonly<Record<string, Operation>>])[];

  readonly #shared: Readonly<Record<string, Answer>>;

  constructor(document: OpenApi) {
    this.#shared = document.components?.responses ?? {};
    this.#ajv.addSchema({ ...document, $id: 'document' });
    // A path without parameters stands before one with them: /leads/bulk is no lead.
    const paths = Object.entries(document.paths).sort(
      ([a], [b]) => a.split('{').length - b.split('{').length,
    );
    this.#patterns = paths.map(([path, operations]) => [patternOf(path), operations] as const);
  }

  /** What contradicts the document; nothing where the call is as it says. */
  faultsOf({ method, path, sent, status, contentType, got }: Exchange): string[] {
    const [pathname = ''] = path.split('?');
    const operation = this.#patterns.find(([pattern]) => pattern.test(pathname))?.[1][method.toLowerCase()];
    if (!operation) return ['no such operation'];
    const answer =
      operation.responses[String(status)] ??
      operation.responses[`${String(status)[0]}XX`] ??
      operation.responses['default'];
    if (!answer) return [`status ${status} is not among ${Object.keys(operation.responses).join(', ')}`];
    const type = contentType?.split(';')[0]?.trim() ?? '';
    const { content: described } = answer.$ref ? this.#named(answer.$ref) : answer;
    const content = described?.[type];
    if (!content) return [`${status} as ${type} is not described`];
    const request = operation.requestBody?.content['application/json']?.schema;
    return [
      ...(sent !== undefined && request && status < 400 ? this.#against(request, sent, 'sent') : []),
      ...(got !== undefined && content.schema ? this.#against(content.schema, got, 'got') : []),
    ];
  }

  #named(reference: string): Answer {
    return this.#shared[reference.replace('#/components/responses/', '')] ?? {};
  }

  #against(schema: object, value: unknown, what: string): string[] {
    const validate = this.#validators.get(schema) ?? this.#ajv.compile(absolute(schema));
    this.#validators.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath} ${message}`);
  }
}

/** References point into the document. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/')) as object;
}

function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^$()[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}

export interface Truth {
  /** Calls that were compared. */
  readonly calls: number;
  /** Different operations among them. */
  readonly operations: number;
  /** `POST /leads 201: got/status must be …`. */
  readonly faults: readonly string[];
}

/** Holds every recorded call against the OpenAPI document of its service, as the service answers it. */
export async function openApiTruth(
  recording: string,
  services: Readonly<Record<string, { readonly url: string }>>,
): Promise<Truth> {
  const documents = new Map<string, Document>();
  for (const { url } of Object.values(services)) {
    const answer = await fetch(`${url}/openapi.json`);
    documents.set(new URL(url).origin, new Document((await answer.json()) as OpenApi));
  }
  const lines = readFileSync(recording, 'utf8').split('\n').filter(Boolean);
  const exchanges = lines.map((line) => JSON.parse(line) as Exchange);
  const known = exchanges.filter(({ origin }) => documents.has(origin));
  const faults = known.flatMap((exchange) =>
    documents
      .get(exchange.origin)!
      .faultsOf(exchange)
      .map((fault) => `${exchange.method} ${shape(exchange.path)} ${exchange.status}: ${fault}`),
  );
  const operations = new Set(known.map(({ method, origin, path }) => `${method} ${origin}${shape(path)}`));
  return { calls: known.length, operations: operations.size, faults: [...new Set(faults)] };
}

/** The path without its query and ids. */
function shape(path: string): string {
  return path.split('?')[0]!.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');
}
