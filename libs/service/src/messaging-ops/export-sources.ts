import { Injectable } from '@nestjs/common';
import type { ExportSource } from '@xianjie/messaging';

/**
 * What this service exports to consumers that begin late. A source puts itself in:
 * `constructor(exports: ExportSources) { exports.add(this); }`.
 */
@Injectable()
export class ExportSources {
  readonly #sources = new Map<string, ExportSource>();

  /** Throws where the topic has a source already. */
  add(source: ExportSource): void {
    if (this.#sources.has(source.topic)) throw new Error(`Topic ${source.topic} has two export sources`);
    this.#sources.set(source.topic, source);
  }

  get all(): readonly ExportSource[] {
    return [...this.#sources.values()];
  }
}
