import { describe, expect, it } from '@jest/globals';
import { type BulkProgress, NOTHING_YET, sendBulk, type SendLines } from './bulk-upload.js';

const never = new AbortController().signal;

/** A service that takes each number once, and refuses what holds `bad`. */
function service(known = new Set<string>()): SendLines & { readonly sent: string[] } {
  const sent: string[] = [];
  const send = (body: string) => {
    sent.push(body);
    const answers = body.split('\n').flatMap((text, at): object[] => {
      if (text.trim() === '') return [];
      if (text.includes('bad'))
        return [
          { line: at + 1, status: 'rejected', errors: [{ field: 'actOn', rule: 'r', message: '日期' }] },
        ];
      const status = known.has(text) ? 'repeated' : 'accepted';
      known.add(text);
      return [{ line: at + 1, status, leadId: text }];
    });
    return Promise.resolve(answers.map((answer) => JSON.stringify(answer)).join('\n'));
  };
  return Object.assign(send, { sent });
}

const file = (lines: number, bad?: number) =>
  new Blob([
    Array.from({ length: lines }, (_, at) => `{"n":"${at === bad ? 'bad' : `线索${at}`}"}`).join('\n'),
  ]);

describe('a file of leads', () => {
  it('is sent in pieces, and what was refused is named by its line in the file', async () => {
    const send = service();
    const told: BulkProgress[] = [];
    const blob = file(1203, 777);
    const end = await sendBulk(blob, NOTHING_YET, send, (progress) => told.push(progress), never);
    expect(send.sent).toHaveLength(3);
    expect([end.accepted, end.repeated, end.rejected.map(({ line }) => line)]).toEqual([1202, 0, [778]]);
    expect(end.rejected[0]).toMatchObject({ text: '{"n":"bad"}', issues: [{ field: 'actOn' }] });
    expect(told.map(({ accepted }) => accepted)).toEqual([500, 999, 1202]);
    expect(end.bytes).toBe(blob.size + 1);
  });

  it('goes on where it was cut off, and takes nothing twice', async () => {
    const known = new Set<string>();
    const send = service(known);
    let told: BulkProgress = NOTHING_YET;
    let calls = 0;
    const weak: SendLines = (body, signal) =>
      (calls += 1) === 2 ? Promise.reject(new Error('cut off')) : send(body, signal);
    const note = (progress: BulkProgress) => (told = progress);
    await expect(sendBulk(file(900), NOTHING_YET, weak, note, never)).rejects.toThrow('cut off');
    expect(told.accepted).toBe(500);
    const end = await sendBulk(file(900), told, send, note, never);
    expect([end.accepted, end.repeated, known.size]).toEqual([900, 0, 900]);
  });

  it('waits and sends the rest again where the service stopped', async () => {
    const send = service();
    let first = true;
    const full: SendLines = async (body, signal) => {
      if (!first) return send(body, signal);
      first = false;
      const [one = ''] = body.split('\n');
      return `${await send(one, signal)}\n${JSON.stringify({ line: 2, status: 'stopped', retryAfter: 0 })}`;
    };
    const end = await sendBulk(file(3), NOTHING_YET, full, () => undefined, never);
    expect([end.accepted, end.repeated]).toEqual([3, 0]);
  });
});
