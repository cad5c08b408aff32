import { readFile } from 'node:fs/promises';
import { tableMention } from '../compositions/table-mention.ts';
import type { Block, ReportDocument, Section } from '../report-document.schema.ts';
import { readStoredDocument } from '../traces/stored-document.ts';
import { type VersionWording, versionWordings } from '../wordings/version.wording.ts';
import { documentChanges } from './document.changes.ts';
import type { Edition, VersionStep } from './version.schema.ts';

/** The document of the version before, as it was frozen; null: it was not kept, or there is none. */
export async function previousDocument({ previous }: Edition): Promise<ReportDocument | null> {
  if (!previous?.contentPath) return null;
  return readStoredDocument(await readFile(previous.contentPath, 'utf8'));
}

/** Beyond these a reader compares the two versions beside each other. */
const mostChanges = 200;

/**
 * The document as this version of the report: its number, and a history that says what differs from the versions before. Pure.
 * @param previous the document of the version before; null: it was not kept
 */
export function withEdition(
  document: ReportDocument,
  edition: Edition,
  previous: ReportDocument | null,
): { document: ReportDocument; history: VersionStep[] } {
  const { version } = edition;
  const history = [...edition.history, ...(edition.previous ? [stepOf(document, { edition, previous })] : [])];
  if (history.length === 0) return { document, history };
  const section = historySection(history, {
    ...{ words: versionWordings[document.language], word: document.labels.table ?? '' },
    firstTable: tablesIn(document) + 1,
  });
  const at = document.sections.findIndex(({ id }) => id === 'sign-off');
  const place = at < 0 ? document.sections.length : at;
  const sections = [...document.sections.slice(0, place), section, ...document.sections.slice(place)];
  return { document: { ...document, version, sections }, history };
}

function stepOf(document: ReportDocument, { edition, previous }: { edition: Edition; previous: ReportDocument | null }): VersionStep {
  const from = edition.previous?.from ?? { version: edition.version - 1, status: '', at: '', by: '' };
  const changes = previous === null ? [] : documentChanges(previous, document);
  return {
    ...{ from, to: edition.version, isComparable: previous !== null, changes: changes.slice(0, mostChanges) },
    more: Math.max(0, changes.length - mostChanges),
  };
}

function tablesIn({ sections }: ReportDocument): number {
  return sections.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'table').length;
}

function historySection(history: readonly VersionStep[], how: { words: VersionWording; word: string; firstTable: number }): Section {
  const { words, word, firstTable } = how;
  let number = firstTable;
  // The newest step first: it is what a reader of this version asks for.
  const blocks = [...history].reverse().flatMap((step): Block[] => {
    const { from, to, isComparable, changes, more } = step;
    const said = !isComparable ? words.notKept : changes.length === 0 ? words.same : '';
    const text = `${words.step(to, from.version, from.at.slice(0, 10), from.by)}${said === '' ? '' : ` ${said}`}`;
    const paragraph: Block = { kind: 'paragraph', runs: [{ text }], withNext: changes.length > 0 };
    if (changes.length === 0) return [paragraph];
    return [
      paragraph,
      tableMention(word, { number, shows: words.mention }),
      changeTable(step, words, number++),
      ...(more > 0 ? [{ kind: 'paragraph' as const, runs: [{ text: words.more(more) }] }] : []),
    ];
  });
  return { id: 'change-history', title: words.title, annex: true, blocks };
}

function changeTable({ from, to, changes }: VersionStep, words: VersionWording, number: number): Block {
  const shares = [0, 1.2, 1.4, 1.4];
  return {
    ...{ kind: 'table', number, caption: words.caption(to, from.version) },
    columns: words.columns.map((title, index) => ({ title, align: 'left', share: shares[index] ?? 1 })),
    rows: changes.map(({ kind, what, before, after }) =>
      [words.kinds[kind], what, before ?? words.none, after ?? words.none].map((text) => ({ text })),
    ),
  };
}
