/** One line of the service's answer, by the line number of the piece that was sent. */
interface Answer {
  readonly line: number;
  readonly status: string;
  readonly leadId?: string;
  readonly errors?: readonly RowIssue[];
  readonly retryAfter?: number;
}

export interface RowIssue {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** A line that was not taken, with what it breaks. */
export interface RejectedRow {
  readonly line: number;
  readonly text: string;
  readonly issues: readonly RowIssue[];
}

export interface BulkProgress {
  /** Bytes of the file that were answered. */
  readonly bytes: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly rejected: readonly RejectedRow[];
}

export const NOTHING_YET: BulkProgress = { bytes: 0, accepted: 0, repeated: 0, rejected: [] };

/** Sends one piece and answers the service's lines. */
export type SendLines = (body: string, signal: AbortSignal) => Promise<string>;

const PIECE_LINES = 500;
const PIECE_CHARACTERS = 512 * 1024;

interface Piece {
  readonly lines: readonly string[];
  /** Number of its first line in the file, from 1. */
  readonly first: number;
  /** Bytes of the file up to its end. */
  readonly end: number;
}

/**
 * Sends a file of leads in pieces, each once the one before was answered. Cut off, it goes on with the piece that was under way: lines that
 * were taken already are answered as repeated. Throws what `send` throws.
 */
export async function sendBulk(
  file: Blob,
  from: BulkProgress,
  send: SendLines,
  tell: (progress: BulkProgress) => void,
  signal: AbortSignal,
): Promise<BulkProgress> {
  let progress = from;
  for await (const piece of piecesOf(file)) {
    if (piece.end <= from.bytes) continue;
    progress = await sendPiece(piece, progress, send, signal);
    tell(progress);
  }
  return progress;
}

async function sendPiece(
  piece: Piece,
  before: BulkProgress,
  send: SendLines,
  signal: AbortSignal,
): Promise<BulkProgress> {
  let progress = before;
  let at = 0;
  while (at < piece.lines.length) {
    const lines = piece.lines.slice(at);
    const answers = answersIn(await send(`${lines.join('\n')}\n`, signal));
    progress = counted(progress, answers, lines, piece.first + at);
    const stopped = answers.find(({ status }) => status === 'stopped');
    if (!stopped) break;
    at += stopped.line - 1;
    await pause((stopped.retryAfter ?? 2) * 1000, signal);
  }
  return { ...progress, bytes: piece.end };
}

function counted(
  before: BulkProgress,
  answers: readonly Answer[],
  lines: readonly string[],
  first: number,
): BulkProgress {
  const count = (status: string) => answers.filter((answer) => answer.status === status).length;
  const rejected = answers
    .filter(({ status }) => status !== 'accepted' && status !== 'repeated' && status !== 'stopped')
    .map(({ line, errors }) => ({
      line: first + line - 1,
      text: lines[line - 1] ?? '',
      issues: errors ?? [],
    }));
  return {
    bytes: before.bytes,
    accepted: before.accepted + count('accepted'),
    repeated: before.repeated + count('repeated'),
    rejected: [...before.rejected, ...rejected],
  };
}

function answersIn(text: string): Answer[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
}

/** The file line by line, without ever holding all of it. */
async function* piecesOf(file: Blob): AsyncGenerator<Piece> {
  const encoder = new TextEncoder();
  let [lines, characters, first, end]: [string[], number, number, number] = [[], 0, 1, 0];
  const cut = (): Piece => {
    const piece = { lines, first, end };
    first += lines.length;
    [lines, characters] = [[], 0];
    return piece;
  };
  for await (const { text, bytes } of linesOf(file, encoder)) {
    lines.push(text);
    characters += text.length;
    end += bytes;
    if (lines.length >= PIECE_LINES || characters >= PIECE_CHARACTERS) yield cut();
  }
  if (lines.length > 0) yield cut();
}

async function* linesOf(file: Blob, encoder: TextEncoder): AsyncGenerator<{ text: string; bytes: number }> {
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: false }))
    .getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const parts = (rest + (value ?? '')).split('\n');
    rest = done ? '' : (parts.pop() ?? '');
    for (const text of parts) {
      if (!done || text !== '') yield { text, bytes: encoder.encode(text).length + 1 };
    }
    if (done) return;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
