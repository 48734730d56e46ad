import { connect, type Socket } from 'node:net';

/**
 * One keep-alive connection that takes one request at a time: a client that costs next to nothing, so that the two cores are the
 * service's. It reads what our services send: a status line, `content-length`, a body.
 */
export class HttpLane {
  private readonly socket: Socket;
  private received: Buffer[] = [];
  private answer: PromiseWithResolvers<number> | undefined;

  constructor(
    private readonly url: URL,
    private readonly token: string,
  ) {
    this.socket = connect(Number(url.port), url.hostname);
    this.socket.setNoDelay(true);
    this.socket.on('data', (chunk) => this.hear(chunk));
    this.socket.on('error', (error) => this.answer?.reject(error));
    this.socket.on('close', () => this.answer?.reject(new Error('The connection was closed')));
  }

  /** The status of the answer to a POST. */
  post(body: string): Promise<number> {
    const answer = Promise.withResolvers<number>();
    this.answer = answer;
    const head = `POST ${this.url.pathname} HTTP/1.1\r\nHost: ${this.url.host}\r\nAuthorization: Bearer ${this.token}\r\n`;
    const length = Buffer.byteLength(body);
    this.socket.write(`${head}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`);
    return answer.promise;
  }

  close(): void {
    this.answer = undefined;
    this.socket.destroy();
  }

  private hear(chunk: Buffer): void {
    this.received.push(chunk);
    const bytes = this.received.length === 1 ? chunk : Buffer.concat(this.received);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = bytes.toString('latin1', 0, end);
    const [, length = '0'] = /\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (bytes.length < end + 4 + Number(length)) return;
    this.received = [];
    const { answer } = this;
    this.answer = undefined;
    answer?.resolve(Number(head.slice(9, 12)));
  }
}
