// Submits leads in bulk: all at once, or so many a second.
import { request, type ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Leads } from '../lab/leads.js';
import { serve } from './serve.js';

export interface BulkTarget {
  readonly url: string;
  readonly token: string;
}

export interface BulkDone {
  readonly accepted: number;
  /** Lines answered otherwise. */
  readonly failed: number;
  readonly ms: number;
}

const BURST_CHUNK = 2000;
const TICK_MS = 10;

let prepared: Buffer[] = [];

async function prepare({ count, series }: { count: number; series: string }): Promise<void> {
  const leads = new Leads(series);
  prepared = [];
  for (let left = count; left > 0; left -= BURST_CHUNK)
    prepared.push(Buffer.from(leads.lines(Math.min(BURST_CHUNK, left))));
}

/** From the first byte sent to the last answer received. */
async function burst(target: BulkTarget): Promise<BulkDone> {
  const began = performance.now();
  const { sending, answered } = submission(target);
  for (const chunk of prepared) await write(sending, chunk);
  sending.end();
  return { ...(await answered), ms: performance.now() - began };
}

async function pace(
  input: BulkTarget & { perSecond: number; seconds: number; series: string },
): Promise<BulkDone> {
  const leads = new Leads(input.series);
  const began = performance.now();
  const { sending, answered } = submission(input);
  let sent = 0;
  for (let elapsed = 0; elapsed < input.seconds * 1000; elapsed = performance.now() - began) {
    const due = Math.floor((elapsed / 1000) * input.perSecond);
    if (due > sent) await write(sending, leads.lines(due - sent));
    sent = due;
    await sleep(TICK_MS);
  }
  sending.end();
  return { ...(await answered), ms: performance.now() - began };
}

function submission({ url, token }: BulkTarget) {
  const { promise, resolve, reject } = Promise.withResolvers<{ accepted: number; failed: number }>();
  const sending = request(new URL('/leads/bulk', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
  });
  sending.on('error', reject);
  sending.on('response', (response) => {
    if (response.statusCode !== 200) reject(new Error(`Answered ${response.statusCode}`));
    let lines = 0;
    let accepted = 0;
    let rest = '';
    response.setEncoding('latin1');
    response.on('data', (text: string) => {
      const whole = rest + text;
      const end = whole.lastIndexOf('\n') + 1;
      lines += occurrences(whole.slice(0, end), '\n');
      accepted += occurrences(whole.slice(0, end), '"status":"accepted"');
      rest = whole.slice(end);
    });
    response.on('end', () => resolve({ accepted, failed: lines - accepted }));
    response.on('error', reject);
  });
  return { sending, answered: promise };
}

function occurrences(text: string, wanted: string): number {
  let count = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) count += 1;
  return count;
}

async function write(sending: ClientRequest, chunk: Buffer | string): Promise<void> {
  if (!sending.write(chunk)) await new Promise((resolve) => sending.once('drain', resolve));
}

serve({ prepare, burst, pace });
