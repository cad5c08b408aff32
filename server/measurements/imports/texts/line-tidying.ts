import type { ImportRecipe, Spacing } from '../import.types.ts';
import type { ByteSource } from './line-blocks.ts';
import { spacesToTabs } from './line-splitting.ts';
import { asUtf8 } from './text-encoding.ts';

type Tidied = Pick<ImportRecipe & { kind: 'table' | 'lanes' }, 'encoding' | 'eol'> & { readonly spacing?: Spacing };

/** The file as the parsers know it: UTF-8, lines that end in a line feed, a character between columns. Line numbers stay. */
export function asPlainLines(source: ByteSource, recipe: Tidied): ByteSource {
  const text = asUtf8(source, recipe.encoding);
  const feeds = recipe.eol === 'cr' ? withLineFeeds(text) : text;
  return recipe.spacing === undefined ? feeds : withTabs(feeds, recipe.spacing);
}

/** Carriage returns become line feeds, in place. */
function withLineFeeds(source: ByteSource): ByteSource {
  return {
    get bytesDone() {
      return source.bytesDone;
    },
    async readInto(target, at, length) {
      const read = await source.readInto(target, at, length);
      for (let i = at; i < at + read; i++) if (target[i] === 13) target[i] = 10;
      return read;
    },
    close: () => source.close(),
  };
}

const RAW_BYTES = 262_144;

/** Line by line; a line may begin in one piece and end in another. */
function withTabs(source: ByteSource, spacing: Spacing): ByteSource {
  const raw = Buffer.alloc(RAW_BYTES);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  let ready: Buffer = Buffer.alloc(0);
  let isOver = false;
  return {
    get bytesDone() {
      return source.bytesDone;
    },
    async readInto(target, at, length) {
      while (ready.length === 0 && !isOver) {
        const read = await source.readInto(raw, 0, RAW_BYTES);
        isOver = read === 0;
        const text = rest + (isOver ? decoder.decode() : decoder.decode(raw.subarray(0, read), { stream: true }));
        const lines = text.split('\n');
        // A line without an end is kept back, unless it is longer than any line of a table.
        const isAll = isOver || text.length > RAW_BYTES * 8;
        rest = isAll ? '' : lines.pop()!;
        const ends = isAll ? '' : '\n';
        if (lines.length > 0) ready = Buffer.from(lines.map((line) => spacesToTabs(line, spacing)).join('\n') + ends);
      }
      const copied = ready.copy(target, at, 0, Math.min(length, ready.length));
      ready = ready.subarray(copied);
      return copied;
    },
    close: () => source.close(),
  };
}
