import { createHash } from 'node:crypto';
import { editNotes, editSections, type KeyedSection, noteBlocks } from './compositions/document-edit.ts';
import { renumbered } from './compositions/numbering.ts';
import { plainLine } from './compositions/plain-text.ts';
import { blankComposition, type ReportComposition } from './compositions/report-composition.schema.ts';
import { aboutLabel, joinedParts, manyParts, onePart } from './document.parts.ts';
import { type Composition, startComposition } from './report.composition.ts';
import { type Block, type Evidence, type Letterhead, type ReportDocument, reportDocumentId } from './report-document.schema.ts';
import type { ReportInput } from './report-input.schema.ts';
import { byAttention } from './sections/overview.section.ts';

/**
 * Writes the report: the sections of hydraulics.md E3 in their order, text from the data, the wording and what a person chose.
 * Pure: no clock, no files; the same input gives the same document. No choice changes a number or hides what a reader must know.
 */
export function composeReport(input: ReportInput, chosen?: ReportComposition): ReportDocument {
  return composeForEditing(input, chosen).document;
}

/** The document, and its sections as they were before anybody chose or wrote anything: what can be edited. */
export function composeForEditing(
  made: ReportInput,
  chosen: ReportComposition = { ...blankComposition, language: made.language },
): { document: ReportDocument; sections: readonly KeyedSection[]; unused: readonly { text: string; author: string }[] } {
  const input = { ...made, language: chosen.language };
  const compositions = startParts(input);
  const first = compositions[0] as Composition;
  const isOne = compositions.length === 1;
  const keyed = isOne ? onePart(first, chosen) : manyParts(compositions, chosen);
  const { sections: edited, account } = editSections(keyed, chosen);
  account.unused.push(...lostPins(input, chosen));
  const notes = noteBlocks(editNotes(account, first));
  const told = isOne ? withBlocks(edited, 'limitations', notes) : withBlocks(edited, 'overview', [...aboutLabel(first), ...notes]);
  const sections = isOne ? told.map(({ section }) => section) : joinedParts(told, compositions);
  const document = {
    ...head(input, chosen, compositions),
    labels: first.wording.labels,
    ...renumbered(
      sections,
      compositions.flatMap(({ figures }) => figures),
    ),
    evidence: [...first.evidence.items],
    parts: compositions.map(({ input: { system, diagnosis, resultSha256, guidedTests } }) => ({
      ...{ systemName: system.systemName, resultSha256, diagnosis, guidedTests },
    })),
    comparison: input.comparison,
  };
  return { document, sections: keyed, unused: account.unused };
}

/** Pins whose figure is not frozen with this input, as in a new version made of newer data: the report says that they are not there. */
function lostPins({ pinned }: ReportInput, { pins }: ReportComposition): { text: string; author: string }[] {
  const frozen = new Set(pinned.map(({ id }) => id));
  return pins.filter(({ id }) => !frozen.has(id)).map(({ title, author }) => ({ text: title, author: plainLine(author) }));
}

function startParts(input: ReportInput): Composition[] {
  const { parts, ...whole } = input;
  const items: Evidence[] = [];
  const ordered = input.kind === 'systems' ? byAttention(parts) : parts;
  return ordered.map((part, index) => {
    // Figures of different parts have the same ids when they were chosen in the same way.
    const figures = index === 0 ? part.figures : part.figures.map((figure) => ({ ...figure, id: `${figure.id}-${index + 1}` }));
    return startComposition({ ...whole, ...part, figures }, items);
  });
}

function head(
  input: ReportInput,
  chosen: ReportComposition,
  compositions: readonly Composition[],
): Omit<ReportDocument, 'labels' | 'sections' | 'figures' | 'evidence' | 'parts' | 'comparison'> {
  const hashes = compositions.map((one) => one.input.resultSha256);
  const [first] = hashes;
  const sites = [...new Set(compositions.map((one) => one.input.system.siteName))];
  const systems = [...new Set(compositions.map((one) => one.input.system.systemName))];
  const title = plainLine(chosen.title ?? '');
  return {
    schema: reportDocumentId,
    kind: input.kind,
    number: input.number,
    title: title === '' ? input.title : title,
    subtitle: [...(sites.length === 1 ? sites : []), ...(systems.length === 1 ? systems : [])].join(' / '),
    language: input.language,
    letterhead: letterheadOf(chosen),
    createdAt: input.createdAtIso,
    author: input.author,
    isSimulated: compositions.some((one) => one.input.system.isSimulated || one.diagnosis.recording.isSimulated),
    resultSha256: hashes.length === 1 && first !== undefined ? first : sha256(hashes.join('\n')),
  };
}

function letterheadOf({ template }: ReportComposition): Letterhead | null {
  if (template === null) return null;
  const line = (text: string | null) => (text === null || plainLine(text) === '' ? null : plainLine(text));
  return { company: line(template.company), logo: template.logo, confidentiality: line(template.confidentiality) };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function withBlocks(sections: readonly KeyedSection[], key: string, blocks: readonly Block[]): KeyedSection[] {
  return sections.map((one) =>
    one.key === key ? { ...one, section: { ...one.section, blocks: [...one.section.blocks, ...blocks] } } : one,
  );
}
