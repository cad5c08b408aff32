import type { Static } from 'typebox';
import { words } from '../../platform/http/page.schema.ts';

/** What a file is by its content. `unknown` may come in, too: whether it can be read is the import's question. */
export const FileKind = words([
  'text',
  'gzip',
  'zip',
  'xlsx',
  'parquet',
  'unknown',
  'program',
  'script',
  'image',
  'media',
  'pdf',
  'document',
  'macro-document',
  'archive',
]);
export type FileKind = Static<typeof FileKind>;

/** quarantined: handed in, not checked to the end, cannot be imported. refused: its bytes are gone, its hash and the reason stay. */
export const FileState = words(['quarantined', 'accepted', 'refused']);
export type FileState = Static<typeof FileState>;

/** unscanned: no virus scanner is set up here. waiting: it is, and does not answer. */
export const ScanState = words(['unscanned', 'waiting', 'clean', 'infected']);
export type ScanState = Static<typeof ScanState>;
