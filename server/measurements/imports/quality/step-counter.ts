import type { RowBlock } from '../tables/row-store.ts';
import { IntervalHistogram } from './interval-histogram.ts';

export interface MissingCells {
  readonly missingBlank: Float64Array;
  readonly missingText: Float64Array;
}

/** Time steps of the rows and, where cells are missing, of each channel. */
export class StepCounter {
  readonly rows = new IntervalHistogram();
  readonly #channels: (IntervalHistogram | null)[];

  constructor(width: number) {
    this.#channels = new Array<IntervalHistogram | null>(width).fill(null);
  }

  add(block: RowBlock, { missingBlank, missingText }: MissingCells): void {
    for (let c = 0; c < this.#channels.length; c++) {
      // Until its first missing cell a channel has the steps of the rows.
      if (missingBlank[c]! + missingText[c]! === 0) continue;
      this.#channels[c] ??= this.rows.clone();
      this.#channels[c]!.add(block.times, block.rows, block.columns[c]!);
    }
    this.rows.add(block.times, block.rows);
  }

  /** Median step of a channel's valid samples in ms. */
  median(channel: number): number | null {
    return (this.#channels[channel] ?? this.rows).median();
  }
}
