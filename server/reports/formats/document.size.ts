import type { ReportDocument } from '../report-document.schema.ts';

const manyBlocks = 800;

/** About ten systems and more: memory counts for more than the moments it takes to free it. */
export function isLarge({ sections }: ReportDocument): boolean {
  return sections.reduce((sum, { blocks }) => sum + blocks.length, 0) > manyBlocks;
}
