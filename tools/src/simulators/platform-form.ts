import type { IncomingMessage } from 'node:http';

/** A form with attachments, as a platform reads it. */
export interface ReadForm {
  readonly fields: Readonly<Record<string, string>>;
  /** By field name. */
  readonly files: Readonly<Record<string, Buffer>>;
}

const LARGEST = 4 * 1024 * 1024;

export async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST) throw new Error('The request is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Reads `multipart/form-data` and `application/x-www-form-urlencoded`. */
export async function readForm(request: IncomingMessage): Promise<ReadForm> {
  const type = request.headers['content-type'] ?? '';
  const form = await new Response(await bodyOf(request), { headers: { 'content-type': type } }).formData();
  const fields: Record<string, string> = {};
  const files: Record<string, Buffer> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields[name] = value;
    else files[name] = Buffer.from(await value.arrayBuffer());
  }
  return { fields, files };
}
