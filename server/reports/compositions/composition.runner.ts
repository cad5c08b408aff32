import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { writeFileDurably } from '../../platform/files/durable.ts';
import type { TaskContext } from '../../platform/workers/worker-host.ts';
import { composeForEditing } from '../document.composer.ts';
import type { Figure, Run } from '../report-document.schema.ts';
import type { ReportInput } from '../report-input.schema.ts';
import { readStoredDocument } from '../traces/stored-document.ts';
import { documentChanges } from '../versions/document.changes.ts';
import { previousDocument, withEdition } from '../versions/document.edition.ts';
import { Edition, type VersionChange, type VersionStep } from '../versions/version.schema.ts';
import type { OutlineSection } from './composition-api.schema.ts';
import { isIncluded, type KeyedSection, slotsOf } from './document-edit.ts';
import { optionalSections, ReportComposition } from './report-composition.schema.ts';
import { editableWording, type WordingFault, wordingFault } from './wording-token.ts';

/** What the worker is asked: compose the frozen input anew; into `folder`, if there is one. */
export const CompositionTask = Type.Object(
  {
    inputPath: Type.String(),
    composition: ReportComposition,
    edition: Edition,
    folder: Type.Union([Type.String(), Type.Null()]),
    comparedWith: Type.Optional(Type.String({ description: 'path of a document' })),
  },
  { additionalProperties: false },
);
export type CompositionTask = Static<typeof CompositionTask>;

export interface ComposedReport {
  readonly title: string;
  readonly outline: OutlineSection[];
  readonly unused: { text: string; author: string }[];
  /** Wordings that cannot be used, by their place in `texts`. */
  readonly faults: { index: number; fault: WordingFault }[];
  /** From version to version, up to this one. */
  readonly history: VersionStep[];
  /** In which the document differs from the one it is compared with; null: with none. */
  readonly changes: VersionChange[] | null;
  readonly content: { path: string; sha256: string; bytes: number } | null;
}

export async function runComposition(task: CompositionTask, context: TaskContext): Promise<ComposedReport> {
  if (!Value.Check(CompositionTask, task)) throw new Error('The composition task has the wrong shape');
  const { composition, folder } = task;
  const input = JSON.parse(await readFile(task.inputPath, 'utf8')) as ReportInput;
  context.signal.throwIfAborted();
  const { document: composed, sections, unused } = composeForEditing(input, composition);
  const { document, history } = withEdition(composed, task.edition, await previousDocument(task.edition));
  const other = task.comparedWith === undefined ? null : readStoredDocument(await readFile(task.comparedWith, 'utf8'));
  return {
    title: document.title,
    changes: other && documentChanges(other, document),
    outline: sections.map((one) => outlineOf(one, { composition, input, figures: document.figures })),
    unused: [...unused],
    faults: faultsOf(sections, composition),
    history,
    content: folder === null ? null : write(join(folder, 'content'), JSON.stringify(document)),
  };
}

function outlineOf(
  { key, section }: KeyedSection,
  { composition, input, figures }: { composition: ReportComposition; input: ReportInput; figures: readonly Figure[] },
): OutlineSection {
  const recordingId = key.includes('/') ? key.slice(0, key.indexOf('/')) : null;
  const part = input.parts.find(({ diagnosis }) => diagnosis.recording.id === recordingId);
  return {
    key,
    id: section.id,
    title: section.title,
    part: part === undefined ? null : `${part.system.systemName}: ${part.diagnosis.recording.name}`,
    isOptional: (optionalSections as readonly string[]).includes(section.id),
    isIncluded: isIncluded(section.id, composition),
    slots: slotsOf({ key, section }).map(({ slot, runs }) => {
      const { template, tokens } = editableWording(runs);
      const edit = composition.texts.find((one) => one.slot === slot);
      return {
        slot,
        template,
        tokens: tokens.map((token) => namedFigure(token, figures)),
        text: edit?.text ?? null,
        author: edit?.author ?? null,
      };
    }),
  };
}

/** A figure has its number only in the whole report; a token of anything else reads as it stands. */
function namedFigure({ text, figure }: Run, figures: readonly Figure[]): string {
  const number = figures.find(({ id }) => id === figure)?.number;
  return number === undefined ? text : `${text} ${number}`;
}

function faultsOf(sections: readonly KeyedSection[], { texts }: ReportComposition): ComposedReport['faults'] {
  const slots = new Map(sections.flatMap(slotsOf).map(({ slot, runs }) => [slot, runs]));
  return texts.flatMap(({ slot, text }, index) => {
    const runs = slots.get(slot);
    const fault = runs && wordingFault(editableWording(runs), text);
    return fault === undefined ? [] : [{ index, fault }];
  });
}

function write(path: string, text: string): { path: string; sha256: string; bytes: number } {
  const bytes = new TextEncoder().encode(text);
  writeFileDurably(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength };
}
