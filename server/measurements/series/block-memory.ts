import type { SeriesBlock } from './series-encoder.ts';

/** The memory behind a block, each piece once; shared memory stays where it is. */
export function buffersOf({ times, columns }: SeriesBlock): ArrayBuffer[] {
  const buffers = new Set([times, ...columns].map((column) => column.buffer));
  return [...buffers].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}

/** More than a writer ever has under way would only lie about. */
const mostSpares = 4;

/** Memory of blocks that are encoded, for blocks to come. */
export interface SpareMemory {
  put(buffers: readonly ArrayBuffer[]): void;
  /** A piece of exactly this size, with what is left in it. */
  take(bytes: number): ArrayBuffer | undefined;
}

export function createSpareMemory(): SpareMemory {
  let spares: ArrayBuffer[] = [];
  return {
    put(buffers) {
      spares = [...spares, ...buffers].slice(-mostSpares);
    },
    take(bytes) {
      const at = spares.findIndex((buffer) => buffer.byteLength === bytes);
      return at < 0 ? undefined : spares.splice(at, 1)[0];
    },
  };
}
