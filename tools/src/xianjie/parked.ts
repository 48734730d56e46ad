import type { Api } from '../api/api.js';
import { services } from '../stack/services.js';
import type { Command, Invocation } from './command.js';
import { ExitCode, UsageError } from './exit-code.js';
import { asJson } from './output.js';

const USUALLY = 'xianjie-operations';

const ofService = { service: { type: 'string', short: 's' } } as const;

export const parkedCommands: readonly Command[] = [
  {
    words: ['parked', 'list'],
    operands: '[--service SERVICE] [--reason REASON]',
    about: 'lists parked streams of one service or of all, with the reason',
    options: { ...ofService, reason: { type: 'string' } },
    takes: [0, 0],
    run: list,
  },
  {
    words: ['parked', 'show'],
    operands: 'STREAM --service SERVICE',
    about: 'shows the parked events of a stream, decoded',
    options: ofService,
    takes: [1, 1],
    run: show,
  },
  {
    words: ['parked', 'release'],
    operands: 'STREAM --service SERVICE [--dry-run]',
    about: 'applies the parked events of a stream, in order; --dry-run only says what would happen',
    options: { ...ofService, 'dry-run': { type: 'boolean' } },
    takes: [1, 1],
    run: release,
  },
  {
    words: ['parked', 'give-up'],
    operands: 'STREAM --service SERVICE --because REASON',
    about:
      'leaves what is in the way of a stream unapplied, with the reason on record, and goes on behind it',
    options: { ...ofService, because: { type: 'string' } },
    takes: [1, 1],
    run: giveUp,
  },
  {
    words: ['parked', 'accept-log'],
    operands: 'TOPIC PARTITION --service SERVICE',
    about: 'lets a stopped partition go on with the log as it is; what is missing is asked for again',
    options: ofService,
    takes: [2, 2],
    run: acceptLog,
  },
];

interface ParkedStream {
  readonly streamId: string;
  readonly reason: string;
  readonly applied: string;
  readonly events: number;
  readonly since: string;
  readonly error: string | null;
}

interface ParkedEvent {
  readonly number: string;
  readonly eventId: string;
  readonly type: string;
  readonly reason: string;
  readonly error: string | null;
  readonly attempts: number;
  readonly value?: unknown;
  readonly undecodable: string | null;
}

interface Outcome {
  readonly applied: number;
  readonly remaining: number;
  readonly reason?: string | null;
  readonly error?: string | null;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string | null;
}

async function list({ options, settings, output }: Invocation): Promise<ExitCode> {
  const names = options['service'] === undefined ? services.map(({ name }) => name) : [serviceOf(options)];
  let found = 0;
  for (const service of names) {
    const api = settings.api(service, USUALLY);
    for await (const stream of streamsOf(api, options['reason'])) {
      found += 1;
      const { streamId, reason, applied, events, since, error } = stream;
      const sentence = `${service} ${streamId}: ${reason} since ${since}, ${events} events behind number ${applied}`;
      output.tell(error ? `${sentence}\n    ${error}` : sentence, { service, ...stream });
    }
  }
  if (found === 0) output.say('nothing is parked');
  return ExitCode.ok;
}

async function* streamsOf(api: Api, reason: string | boolean | undefined): AsyncGenerator<ParkedStream> {
  let cursor: string | null | undefined;
  do {
    const query = new URLSearchParams({ limit: '200' });
    if (typeof reason === 'string') query.set('reason', reason);
    if (cursor) query.set('cursor', cursor);
    const page = await api.get<Page<ParkedStream>>(`/parked?${query}`);
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

async function show({ operands: [stream = ''], options, settings, output }: Invocation): Promise<ExitCode> {
  const api = settings.api(serviceOf(options), USUALLY);
  const { items } = await api.get<Page<ParkedEvent>>(`/parked/events?streamId=${encodeURIComponent(stream)}`);
  for (const event of items) {
    const { number, eventId, type, reason, error, attempts, value, undecodable } = event;
    const what = undecodable ? `cannot be decoded: ${undecodable}` : asJson(value);
    const why = error ? `\n    ${error}` : '';
    output.tell(`#${number} ${type} ${eventId}: ${reason}, ${attempts} tries${why}\n    ${what}`, event);
  }
  return ExitCode.ok;
}

async function release({
  operands: [stream = ''],
  options,
  settings,
  output,
}: Invocation): Promise<ExitCode> {
  const dryRun = options['dry-run'] === true;
  const api = settings.api(serviceOf(options), USUALLY);
  const outcome = await api.post<Outcome>(dryRun ? '/parked/dry-run' : '/parked/release', {
    streamId: stream,
  });
  output.tell(`${dryRun ? 'would be applied' : 'applied'}: ${sentenceOf(outcome)}`, outcome);
  return outcome.remaining === 0 ? ExitCode.ok : ExitCode.refused;
}

async function giveUp({ operands: [stream = ''], options, settings, output }: Invocation): Promise<ExitCode> {
  const because = options['because'];
  if (typeof because !== 'string' || because.trim() === '') throw new UsageError('Say why: --because REASON');
  const api = settings.api(serviceOf(options), USUALLY);
  const outcome = await api.post<Outcome>('/parked/give-up', { streamId: stream, because });
  output.tell(`given up; then applied: ${sentenceOf(outcome)}`, outcome);
  return outcome.remaining === 0 ? ExitCode.ok : ExitCode.refused;
}

async function acceptLog({
  operands: [topic = '', text],
  options,
  settings,
  output,
}: Invocation): Promise<ExitCode> {
  const partition = Number(text);
  if (!Number.isInteger(partition) || partition < 0)
    throw new UsageError(`A partition is a number, not ${text}`);
  await settings.api(serviceOf(options), USUALLY).post('/parked/accept-log', { topic, partition });
  output.tell(`${topic}/${partition} goes on`, { topic, partition });
  return ExitCode.ok;
}

function sentenceOf({ applied, remaining, reason, error }: Outcome): string {
  const rest =
    remaining === 0 ? 'nothing is parked any more' : `${remaining} still parked (${reason ?? 'unknown'})`;
  return `${applied} events, ${rest}${error ? `: ${error}` : ''}`;
}

function serviceOf(options: Invocation['options']): string {
  const service = options['service'];
  if (typeof service === 'string' && services.some(({ name }) => name === service)) return service;
  throw new UsageError(`Name the service: --service ${services.map(({ name }) => name).join(' | ')}`);
}
