import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { read, Refusal } from "./ask";

/** A document as it was read last. What could not be read anew stays as it was, and says since when it may be old. */
export interface Known<T> {
  document?: T;
  readAt?: number;
  refusal?: Refusal;
}

/** Between two readings for changes that come in a row. */
const pause = 300;

/** A document that everybody who shows it shares; read again when it may have changed, never twice at once. */
export class Source<T> {
  known: Known<T> = {};
  #shown = new Set<() => void>();
  #reading = false;
  #again = false;

  constructor(readonly path: string) {}

  get isShown(): boolean {
    return this.#shown.size > 0;
  }

  show(changed: () => void): () => void {
    this.#shown.add(changed);
    void this.read();
    return () => this.#shown.delete(changed);
  }

  /** Reads it; what changed while it was being read is read right after. */
  async read(): Promise<void> {
    this.#again = this.#reading;
    if (this.#reading) return;
    this.#reading = true;
    do {
      this.#again = false;
      this.known = await this.#next();
      for (const changed of this.#shown) changed();
      if (this.#again) await new Promise(rest => setTimeout(rest, pause));
    } while (this.#again);
    this.#reading = false;
  }

  async #next(): Promise<Known<T>> {
    try {
      return { document: await read<T>(this.path), readAt: Date.now() };
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      return { ...this.known, refusal: failure };
    }
  }
}

const sources = new Map<string, Source<unknown>>();

export function sourceOf<T>(path: string): Source<T> {
  const source = sources.get(path) ?? new Source<unknown>(path);
  sources.set(path, source);
  return source as Source<T>;
}

/** Reads again what is on the page, of these documents. */
export function changed(...documents: string[]): void {
  for (const source of sources.values())
    if (source.isShown && (documents.length === 0 || documents.some(document => isOf(source.path, document)))) void source.read();
}

function isOf(path: string, document: string): boolean {
  return path === document || path.startsWith(`${document}/`) || path.startsWith(`${document}?`);
}

export function useDocument<T>(path: string): Known<T> {
  const source = sourceOf<T>(path);
  const [, show] = useState(0);
  // Asked for at once, not after the empty page has been painted.
  useLayoutEffect(() => source.show(() => show(count => count + 1)), [source]);
  return source.known;
}

/** What was known of the document before stays until that of another path is there. */
export function useKept<T>(known: Known<T>): Known<T> {
  const kept = useRef(known);
  if (known.document !== undefined || known.refusal !== undefined) kept.current = known;
  return kept.current;
}
