/** How far a reader is with each service: `lead-reporting=12;case-transfer=7`, the `Last-Event-ID` of the merged stream. */
export class Places {
  readonly #places = new Map<string, string>();

  /** Words that are no place are left out: the reader begins there with the present. */
  static read(text: string | undefined): Places {
    const places = new Places();
    for (const part of (text ?? '').split(';')) {
      const [, service, place] = /^([a-z][a-z-]*)=(\d{1,16})$/.exec(part) ?? [];
      if (service !== undefined && place !== undefined) places.move(service, place);
    }
    return places;
  }

  of(service: string): string | undefined {
    return this.#places.get(service);
  }

  move(service: string, place: string): void {
    if (/^\d{1,16}$/.test(place)) this.#places.set(service, place);
  }

  toString(): string {
    return [...this.#places].map(([service, place]) => `${service}=${place}`).join(';');
  }
}
