import { closeSync, openSync, writeSync } from 'node:fs';
import type { Spending } from './unpack-budget.ts';

const FLUSH_CHARS = 262_144;

/**
 * A table of another format as tab separated UTF-8 text, which then takes the way of every text table: the same detection, the same counts,
 * and line numbers that are the rows of the source.
 */
export class TableText {
  readonly #fd: number;
  readonly #budget: Spending;
  readonly #name: string;
  #pending: string[] = [];
  #chars = 0;
  /** Lines written. */
  lines = 0;
  bytes = 0;

  constructor(path: string, budget: Spending, name: string) {
    this.#fd = openSync(path, 'wx', 0o600);
    this.#budget = budget;
    this.#name = name;
  }

  /** Cells as `cellText` gives them. */
  row(cells: readonly string[]): void {
    this.line(cells.join('\t'));
  }

  line(text: string): void {
    this.#pending.push(text);
    this.#chars += text.length + 1;
    this.lines++;
    if (this.#chars >= FLUSH_CHARS) this.#flush();
  }

  close(): void {
    try {
      this.#flush();
    } finally {
      closeSync(this.#fd);
    }
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    this.#pending.push('');
    const bytes = Buffer.from(this.#pending.join('\n'));
    this.#pending = [];
    this.#chars = 0;
    this.#budget.add(bytes.length, this.#name);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
    this.bytes += bytes.length;
  }
}

/** Text for a cell: on one line, without the delimiter, and quoted when it begins with a quote. */
export function cellText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters would cut cells and lines
  const flat = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
  return flat.startsWith('"') ? `"${flat.replaceAll('"', '""')}"` : flat;
}
