import type { Block, Figure, Run, Section } from '../report-document.schema.ts';
import { isTableMention } from './table-mention.ts';

/**
 * Numbers tables and figures in the order in which they stand, after sections were left out. A figure whose place was left out moves to the
 * first sentence that still speaks of it; one that nobody speaks of is left out.
 */
export function renumbered(sections: readonly Section[], figures: readonly Figure[]): { sections: Section[]; figures: Figure[] } {
  const placed = new Set(sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []))));
  const order: string[] = [];
  let tables = 0;
  const result = sections.map((section) => ({
    ...section,
    blocks: section.blocks.flatMap((block): Block[] => {
      if (block.kind === 'table') return [{ ...block, number: ++tables }];
      // The sentence that uses a table stands right before it.
      if (block.kind === 'paragraph' && isTableMention(block.runs)) return [{ ...block, runs: mentionOf(block.runs, tables + 1) }];
      if (block.kind === 'figure') {
        order.push(block.figure);
        return [block];
      }
      const homeless = mentioned(block).filter((id) => !placed.has(id) && figures.some((figure) => figure.id === id));
      for (const id of homeless) placed.add(id);
      order.push(...homeless);
      const withNext = homeless.length > 0 && block.kind === 'paragraph' ? { withNext: true } : {};
      return [{ ...block, ...withNext }, ...homeless.map((figure): Block => ({ kind: 'figure', figure }))];
    }),
  }));
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const shown = order.flatMap((id, index) => {
    const figure = byId.get(id);
    return figure === undefined ? [] : [{ ...figure, number: index + 1 }];
  });
  return { sections: result, figures: shown };
}

const mentionOf = (runs: readonly Run[], table: number): Run[] => runs.map((run) => (run.table === undefined ? run : { ...run, table }));

function mentioned(block: Block): string[] {
  const runs = block.kind === 'paragraph' || block.kind === 'callout' ? block.runs : block.kind === 'list' ? block.items.flat() : [];
  return [...new Set(runs.flatMap((run) => (run.figure === undefined ? [] : [run.figure])))];
}
