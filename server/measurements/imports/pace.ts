import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportContext, ImportProgress } from './import.types.ts';

const REPORT_EVERY_MS = 200;
const YIELD_EVERY_MS = 20;

/** Keeps a long read cancellable and reports how far it is. Call `beat` at least every few ms of work. */
export class Pace {
  readonly #context: ImportContext;
  readonly #total: number;
  readonly #started = performance.now();
  #reported = Number.NEGATIVE_INFINITY;
  #yielded = performance.now();

  constructor(context: ImportContext, total: number) {
    this.#context = context;
    this.#total = total;
  }

  /** Throws the signal's reason when the import was cancelled. */
  async beat(done: number): Promise<void> {
    this.#context.signal.throwIfAborted();
    const now = performance.now();
    if (now - this.#yielded >= YIELD_EVERY_MS) {
      // Messages of the parent (cancel) arrive between turns of the event loop.
      await nextTurn();
      this.#yielded = performance.now();
      this.#context.signal.throwIfAborted();
    }
    if (now - this.#reported >= REPORT_EVERY_MS) this.report('reading', done);
  }

  /** Goes on reporting while the last bytes reach the disk. */
  async finishing<T>(done: number, work: Promise<T>): Promise<T> {
    this.report('finishing', done);
    const timer = setInterval(() => this.report('finishing', done), REPORT_EVERY_MS);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  }

  report(phase: ImportProgress['phase'], done: number): void {
    const now = performance.now();
    this.#reported = now;
    const seconds = (now - this.#started) / 1000;
    const ratePerSecond = seconds > 0 ? Math.round(done / seconds) : 0;
    this.#context.onProgress({ phase, done, total: this.#total, unit: 'bytes', ratePerSecond });
  }
}
