import { Problem } from '../../platform/problem.ts';
import type { ComposedReport } from './composition.runner.ts';
import type { CompositionChange } from './composition-api.schema.ts';
import type { ReportComposition } from './report-composition.schema.ts';

/** The composition after a change; whoever changed or wrote something is its author, what stayed keeps its own. */
export function changedComposition(
  before: ReportComposition,
  change: Omit<CompositionChange, 'templateId'>,
  author: string,
): ReportComposition {
  const pins = new Map(before.pins.map((pin) => [pin.id, pin]));
  const edits = new Map(before.texts.map((edit) => [edit.slot, edit]));
  const blocks = new Map(before.blocks.map((block) => [JSON.stringify([block.section, block.place, block.title, block.text]), block]));
  return {
    title: change.title,
    language: change.language,
    template: before.template,
    sections: change.sections,
    texts: change.texts.map((one) => {
      const old = edits.get(one.slot);
      return { ...one, author: old !== undefined && old.text === one.text ? old.author : author };
    }),
    blocks: change.blocks.map((one) => ({
      ...one,
      author: blocks.get(JSON.stringify([one.section, one.place, one.title, one.text]))?.author ?? author,
    })),
    pins: change.pins.flatMap(({ id, title, sentence }) => {
      const old = pins.get(id);
      if (old === undefined) return [];
      return [{ ...old, title, sentence, author: old.title === title && old.sentence === sentence ? old.author : author }];
    }),
  };
}

const reasons: Readonly<Record<string, (at: string) => string>> = {
  empty: () => 'there are no words in it',
  number: (at) =>
    `"${at}" is not a number of this paragraph: use its tokens, or write it in a text of your own, which stands under your name`,
  'unknown-token': (at) => `${at} stands for nothing in this paragraph`,
  twice: (at) => `${at} is there twice`,
  joined: (at) => `${at} needs a blank before and behind it, or it could be read as another number`,
  sign: (at) => `the sign before ${at} would make it another number`,
};

/** @throws Problem `wording-unusable`, naming each paragraph and what is wrong with it */
export function assertUsable(faults: ComposedReport['faults']): void {
  if (faults.length === 0) return;
  throw new Problem('wording-unusable', 422, 'A wording would say another number than the analysis, or none', {
    detail: 'The numbers of a paragraph can be moved or left out, but not changed.',
    errors: faults.slice(0, 20).map(({ index, fault }) => ({
      pointer: `#/texts/${index}/text`,
      detail: reasons[fault.reason]?.(fault.at) ?? fault.reason,
    })),
  });
}
