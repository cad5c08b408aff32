import { expect, it } from 'vitest';
import { composeForEditing, composeReport } from '../document.composer.ts';
import { fixtureInputWithVotesAndTests } from '../fixtures/report-input.fixture.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import { documentChanges } from '../versions/document.changes.ts';
import { slotsOf } from './document-edit.ts';
import { blankComposition } from './report-composition.schema.ts';
import { isTableMention } from './table-mention.ts';

/** Number and sentence of every table, as they stand. */
function mentions({ sections }: ReportDocument): [number, number | undefined, string][] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block, at): [number, number | undefined, string][] => {
      if (block.kind !== 'table') return [];
      const before = blocks[at - 1];
      const runs = before?.kind === 'paragraph' ? before.runs : [];
      return [[block.number, runs[0]?.table, runs.map(({ text }) => text).join('')]];
    }),
  );
}

it('every table follows the sentence that uses it, in both languages, also when sections before it are left out', () => {
  const input = fixtureInputWithVotesAndTests();
  for (const language of ['en', 'de'] as const) {
    const sections = [{ id: 'scope', included: false } as const];
    const whole = mentions(composeReport({ ...input, language }, { ...blankComposition, language }));
    const part = mentions(composeReport({ ...input, language }, { ...blankComposition, language, sections }));
    expect(whole.length).toBeGreaterThan(part.length);
    for (const found of [whole, part]) {
      expect(found.map(([number]) => number)).toEqual(found.map((_, index) => index + 1));
      for (const [number, mentioned, text] of found) {
        expect([number, mentioned]).toEqual([number, number]);
        expect(text).toMatch(language === 'en' ? /^Table \w.*\.$/ : /^Tabelle \w.*\.$/);
      }
    }
  }
});

it('nobody words it anew, and a version from before it was said does not differ by it', () => {
  const input = fixtureInputWithVotesAndTests();
  const { document, sections } = composeForEditing(input);
  expect(sections.flatMap(slotsOf).filter(({ runs }) => isTableMention(runs))).toEqual([]);
  const without = document.sections.map((section) => ({
    ...section,
    blocks: section.blocks.filter((block) => block.kind !== 'paragraph' || !isTableMention(block.runs)),
  }));
  expect(documentChanges({ ...document, sections: without }, document)).toEqual([]);
});
