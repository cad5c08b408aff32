import type { KeyedSection } from './compositions/document-edit.ts';
import type { ReportComposition } from './compositions/report-composition.schema.ts';
import { type Composition, run } from './report.composition.ts';
import type { Block, Section } from './report-document.schema.ts';
import { evidenceAnnex, figureAnnex } from './sections/annex.section.ts';
import { annotationSection } from './sections/annotation.section.ts';
import { findingSection } from './sections/finding.section.ts';
import { guidedTestSection } from './sections/guided-test.section.ts';
import { learnedModelSection } from './sections/learned-model.section.ts';
import { limitationSection } from './sections/limitation.section.ts';
import { methodSection } from './sections/method.section.ts';
import { overviewSection } from './sections/overview.section.ts';
import { pinSection } from './sections/pin.section.ts';
import { qualitySection } from './sections/quality.section.ts';
import { recommendationSection } from './sections/recommendation.section.ts';
import { resultSection } from './sections/result.section.ts';
import { scopeSection } from './sections/scope.section.ts';
import { signOffSection } from './sections/sign-off.section.ts';
import { summarySection } from './sections/summary.section.ts';

type Chosen = Pick<ReportComposition, 'pins'>;

/** The sections of a report on one recording, in the order of hydraulics.md E3. A report on a guided test says that first. */
export function onePart(composition: Composition, chosen: Chosen): KeyedSection[] {
  return keyed('', [...partSections(composition, chosen, [methodSection(composition)]), ...closing(composition)]);
}

/** An overview, then each recording, then what holds for all of them. */
export function manyParts(compositions: readonly Composition[], chosen: Chosen): KeyedSection[] {
  const [first] = compositions;
  if (first === undefined) return [];
  const parts = compositions.flatMap((part) => keyed(`${part.diagnosis.recording.id}/`, partSections(part, chosen, [])));
  const overview = overviewSection(compositions);
  return [
    ...keyed('', overview === undefined ? [] : [overview]),
    ...parts,
    ...keyed('', [methodSection(together(compositions, first)), ...closing(first)]),
  ];
}

const keyed = (prefix: string, sections: readonly Section[]): KeyedSection[] =>
  sections.map((section) => ({ key: `${prefix}${section.id}`, section }));

function partSections(composition: Composition, chosen: Chosen, method: readonly Section[]): Section[] {
  const isTest = composition.input.kind === 'guided-test';
  const summary = summarySection(composition);
  const testsFirst = isTest ? guidedTestSection(composition) : [];
  return [
    summary,
    ...testsFirst,
    scopeSection(composition),
    qualitySection(composition),
    ...method,
    resultSection(composition),
    findingSection(composition),
    ...learnedModelSection(composition),
    ...(isTest ? [] : guidedTestSection(composition)),
    recommendationSection(composition),
    ...annotationSection(composition),
    ...pinSection(composition, chosen.pins),
    limitationSection(composition),
    ...figureAnnex(composition),
  ];
}

function closing(composition: Composition): Section[] {
  return [...evidenceAnnex(composition), signOffSection(composition)];
}

/** All indicators as if they were of one recording: the formulas are the same for all, and stand once. */
function together(compositions: readonly Composition[], first: Composition): Composition {
  const indicators = compositions.flatMap(({ diagnosis }) => diagnosis.indicators);
  const owner = new Map(compositions.flatMap((one) => one.diagnosis.indicators.map((indicator) => [indicator, one.evidence] as const)));
  const versions = (of: 'engineVersion' | 'catalogueVersion') =>
    [...new Set(compositions.map(({ diagnosis }) => diagnosis[of]))].join(', ');
  return {
    ...first,
    diagnosis: {
      ...first.diagnosis,
      indicators,
      engineVersion: versions('engineVersion'),
      catalogueVersion: versions('catalogueVersion'),
    },
    evidence: { ...first.evidence, indicator: (indicator) => owner.get(indicator)?.indicator(indicator) ?? [] },
  };
}

/** Each recording becomes one section that starts a page: its sections become headings, their headings labels. */
export function joinedParts(sections: readonly KeyedSection[], compositions: readonly Composition[]): Section[] {
  const whole = sections.filter(({ key }) => !key.includes('/')).map(({ section }) => section);
  const parts = compositions.map((composition, index): Section => {
    const { diagnosis, input, wording } = composition;
    const own = sections.filter(({ key }) => key.startsWith(`${diagnosis.recording.id}/`));
    const blocks = own.flatMap(({ section }): Block[] => [{ kind: 'heading', text: section.title }, ...section.blocks.map(demoted)]);
    const title = wording.overview.partTitle(input.system.systemName, diagnosis.recording.name);
    return { id: `part-${index + 1}`, title, annex: false, startsPage: true, blocks };
  });
  const [overview, ...rest] = whole;
  return [...(overview === undefined ? [] : [overview]), ...parts, ...rest];
}

function demoted(block: Block): Block {
  return block.kind === 'heading' ? { ...block, kind: 'label' } : block;
}

/** Where a report on several recordings says what was changed by hand. */
export function aboutLabel({ wording }: Composition): Block[] {
  return [
    { kind: 'label', text: wording.overview.limitations },
    { kind: 'paragraph', runs: [run(wording.overview.partLimitations)] },
  ];
}
