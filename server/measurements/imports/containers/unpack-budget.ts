import type { ImportContext, ImportInput } from '../import.types.ts';
import { refusalProblem } from '../import-problem.ts';

/** Text of loggers shrinks to a tenth, very monotonous text to a hundredth; deflate ends at 1:1032. */
const MOST_RATIO = 200;
/** Small things may shrink as much as they like: they cannot do harm. */
const FREE_BYTES = 64 * 1_048_576;
/** Archives in archives: a zip of monthly zips of daily files is read, what lies deeper was made to harm. */
export const DEEPEST = 3;
export const MOST_ENTRIES = 10_000;

const PROGRESS_BYTES = 4 * 1_048_576;

/** Where unpacked bytes are told of while they come. */
export interface Spending {
  add(bytes: number, name: string): void;
}

/** What all containers of one import may unpack to, together. Counted while unpacking: what an archive says of itself is not trusted. */
export class UnpackBudget implements Spending {
  readonly #maxBytes: number;
  readonly #context: ImportContext;
  readonly #total: number;
  readonly #started = performance.now();
  #unpacked = 0;
  #entries = 0;
  #reportedAt = 0;

  constructor(input: ImportInput, context: ImportContext) {
    this.#maxBytes = input.limits.maxBytes;
    this.#context = context;
    this.#total = input.files.reduce((sum, file) => sum + file.bytes, 0);
  }

  /** Bytes that have been unpacked from `name`; throws when they are too many, and the signal's reason when cancelled. */
  add(bytes: number, name: string): void {
    this.#unpacked += bytes;
    if (this.#unpacked > this.#maxBytes) throw tooMuch(name, this.#maxBytes);
    this.#context.signal.throwIfAborted();
    if (this.#unpacked - this.#reportedAt < PROGRESS_BYTES) return;
    this.#reportedAt = this.#unpacked;
    const ratePerSecond = Math.round(this.#unpacked / Math.max(1e-3, (performance.now() - this.#started) / 1000));
    // How much there is in all is known at the end only; something to see is better than nothing.
    const total = Math.max(this.#total, this.#unpacked);
    this.#context.onProgress({ phase: 'unpacking', done: this.#unpacked, total, unit: 'bytes', ratePerSecond });
  }

  /** What an archive promises to hold is checked before it is unpacked, too. */
  announce(bytes: number, name: string): void {
    if (this.#unpacked + bytes > this.#maxBytes) throw tooMuch(name, this.#maxBytes);
  }

  get signal(): AbortSignal {
    return this.#context.signal;
  }

  addEntries(count: number, name: string): void {
    this.#entries += count;
    if (this.#entries > MOST_ENTRIES) {
      throw unsafe(name, `It holds more than ${MOST_ENTRIES.toLocaleString('en')} files. Import the measurements in smaller archives.`);
    }
  }
}

/** Throws when so few packed bytes have become so many. */
export function checkRatio({ packed, unpacked, name }: { packed: number; unpacked: number; name: string }): void {
  if (unpacked <= FREE_BYTES || unpacked <= packed * MOST_RATIO) return;
  const ratio = Math.round(unpacked / Math.max(1, packed));
  throw unsafe(name, `It unpacks to ${ratio} times its size, as no measurement does. If it is one, unpack it and import the file itself.`);
}

/** An archive that is made to harm, or might be. */
export function unsafe(name: string, detail: string): Error {
  return refusalProblem({ code: 'import-archive-unsafe', detail }, name);
}

export function damaged(name: string, detail: string): Error {
  return refusalProblem({ code: 'import-not-understood', detail }, name);
}

function tooMuch(name: string, maxBytes: number): Error {
  const detail = `It unpacks to more than ${Math.round(maxBytes / 1e6)} MB, the limit set here.`;
  return refusalProblem({ code: 'import-too-large', detail }, name);
}
