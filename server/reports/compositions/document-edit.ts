import { createHash } from 'node:crypto';
import { type Composition, paragraph, run } from '../report.composition.ts';
import type { Block, Run, Section } from '../report-document.schema.ts';
import { plainLine, plainParagraphs } from './plain-text.ts';
import { fixedSections, type OwnBlock, optionalSections, type ReportComposition, type TextEdit } from './report-composition.schema.ts';
import { isTableMention } from './table-mention.ts';
import { editableWording, rewritten } from './wording-token.ts';

/** A section with what identifies it in a composition: its id, or `<recording>/<id>` in a report on several recordings. */
export interface KeyedSection {
  readonly key: string;
  readonly section: Section;
}

/** What was changed by hand, to be told in the report itself. */
export interface EditAccount {
  readonly leftOut: string[];
  readonly rewritten: { section: string; author: string; dropped: readonly string[] }[];
  readonly added: { section: string; author: string }[];
  /** Edits that were not used, since what they belong to is not there as it was. */
  readonly unused: { text: string; author: string }[];
}

/** Sections whose words nobody changes: what the report cannot say, its sources, and who signs it. */
const lockedSections: ReadonlySet<string> = new Set(['limitations', 'evidence', 'sign-off', 'annotations']);

/** A paragraph that may be worded anew. */
export interface Slot {
  readonly slot: string;
  readonly runs: readonly Run[];
}

/** Applies what a person chose and wrote. Numbers, evidence, tables and figures stay what the data made them. */
export function editSections(
  sections: readonly KeyedSection[],
  composition: ReportComposition,
): { sections: KeyedSection[]; account: EditAccount } {
  const account: EditAccount = { leftOut: [], rewritten: [], added: [], unused: [] };
  const kept = sections.filter(({ section }) => isIncluded(section.id, composition));
  const left = sections.filter((one) => !kept.includes(one)).map(({ section }) => section.title);
  account.leftOut.push(...new Set(left));
  const edits = new Map(composition.texts.map((edit) => [edit.slot, edit]));
  const used = new Set<TextEdit>();
  const edited = kept.map(({ key, section }) => {
    const blocks = withSlots({ key, section }, (runs, slot) => {
      const edit = slot === undefined ? undefined : edits.get(slot);
      const result = edit && rewritten(runs, edit.text);
      if (edit === undefined || result === undefined || 'reason' in result) return [...runs];
      used.add(edit);
      account.rewritten.push({ section: section.title, author: plainLine(edit.author), dropped: result.dropped });
      return result.runs;
    });
    return { key, section: { ...section, blocks } };
  });
  const own = composition.blocks.map((block) => ({ ...block, section: placeOf(block, kept) }));
  const withOwn = edited.map((one) => withOwnBlocks(one, own, account));
  for (const edit of composition.texts) if (!used.has(edit)) account.unused.push({ text: edit.text, author: plainLine(edit.author) });
  const keys = new Set(kept.map(({ key }) => key));
  for (const block of own) if (!keys.has(block.section)) account.unused.push({ text: block.text, author: plainLine(block.author) });
  return { sections: withOwn, account };
}

/** A text of a template names a section only; in a report on several recordings it stands once, in the first section of that kind. */
function placeOf({ section }: OwnBlock, kept: readonly KeyedSection[]): string {
  if (kept.some(({ key }) => key === section)) return section;
  return kept.find((one) => one.section.id === section)?.key ?? section;
}

export function isIncluded(id: string, { sections }: Pick<ReportComposition, 'sections'>): boolean {
  const isOptional = (optionalSections as readonly string[]).includes(id) && !(fixedSections as readonly string[]).includes(id);
  return !isOptional || sections.find((one) => one.id === id)?.included !== false;
}

/** The paragraphs of a section that may be worded anew, in the order of the text. */
export function slotsOf(keyed: KeyedSection): Slot[] {
  const slots: Slot[] = [];
  withSlots(keyed, (runs, slot) => {
    if (slot !== undefined) slots.push({ slot, runs });
    return [...runs];
  });
  return slots;
}

/** The blocks with every paragraph, callout and list item passed through `edit`. */
function withSlots({ key, section }: KeyedSection, edit: (runs: readonly Run[], slot: string | undefined) => Run[]): Block[] {
  const seen = new Map<string, number>();
  const slotted = (runs: readonly Run[]) => {
    if (lockedSections.has(section.id) || isTableMention(runs)) return edit(runs, undefined);
    const { template } = editableWording(runs);
    // By the words without the numbers: new numbers of a later diagnosis keep the wording, another sentence does not.
    const name = `${key}:${createHash('sha256').update(template).digest('hex').slice(0, 12)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return edit(runs, count === 1 ? name : `${name}-${count}`);
  };
  return section.blocks.map((block): Block => {
    if (block.kind === 'paragraph' || block.kind === 'callout') return { ...block, runs: slotted(block.runs) };
    return block.kind === 'list' ? { ...block, items: block.items.map(slotted) } : block;
  });
}

function withOwnBlocks({ key, section }: KeyedSection, all: readonly OwnBlock[], account: EditAccount): KeyedSection {
  const own = all.filter((block) => block.section === key && plainParagraphs(block.text).length > 0);
  if (own.length === 0 || section.id === 'sign-off') return { key, section };
  account.added.push(...own.map(({ author }) => ({ section: section.title, author: plainLine(author) })));
  const at = (place: OwnBlock['place']) => own.filter((block) => block.place === place).flatMap(ownBlock);
  return { key, section: { ...section, blocks: [...at('start'), ...section.blocks, ...at('end')] } };
}

/** Text of a person: its title, its paragraphs, and whose it is. */
function ownBlock({ title, text, author }: OwnBlock): Block[] {
  const paragraphs = plainParagraphs(text);
  const name = title === null ? '' : plainLine(title);
  const head: Block[] = name === '' ? [] : [{ kind: 'label', text: name }];
  return [
    ...head,
    ...paragraphs.map((one, index): Block => {
      const isLast = index === paragraphs.length - 1;
      return { kind: 'paragraph', runs: [run(one), ...(isLast ? [run(` (${plainLine(author)})`)] : [])] };
    }),
  ];
}

/** What the report says about its own editing; empty when nobody changed anything. */
export function editNotes(account: EditAccount, { wording }: Pick<Composition, 'wording'>): Run[][] {
  const { edits } = wording;
  const names = (list: readonly { author: string }[]) => [...new Set(list.map(({ author }) => author))].join(', ');
  const places = (list: readonly { section: string }[]) => [...new Set(list.map(({ section }) => section))].join(', ');
  const dropped = account.rewritten.flatMap((one) => one.dropped);
  return [
    ...(account.leftOut.length === 0 ? [] : [edits.leftOut(account.leftOut.join(', '))]),
    ...(account.rewritten.length === 0 ? [] : [edits.rewritten(names(account.rewritten), places(account.rewritten))]),
    ...(dropped.length === 0 ? [] : [edits.dropped(dropped.join('; '))]),
    ...(account.added.length === 0 ? [] : [edits.added(names(account.added), places(account.added))]),
    ...(account.unused.length === 0 ? [] : [edits.unused(String(account.unused.length), names(account.unused))]),
  ].map((text) => [run(text)]);
}

export function noteBlocks(notes: readonly Run[][]): Block[] {
  return notes.map((runs) => paragraph(...runs));
}
