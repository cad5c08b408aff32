import { type Composition, findingLevel, labelled, leadingFindings, paragraph, run, sentence } from '../report.composition.ts';
import type { Block, Section } from '../report-document.schema.ts';
import { deadlineText } from './deadline.text.ts';
import { keyFindingOf } from './summary.section.ts';

/** What to do until when, and what to watch out for while doing it: safety comes before the actions. */
export function recommendationSection(composition: Composition): Section {
  const { wording, diagnosis } = composition;
  const key = keyFindingOf(composition);
  const leading = diagnosis.findings.filter((finding) => finding === key || leadingFindings(diagnosis).includes(finding));
  const blocks = leading.flatMap((finding): Block[] => {
    const texts = (items: readonly string[]) => items.map((text) => [run(sentence(text))]);
    const steps = [
      ...labelled(wording.headings.safety, texts(finding.safety)),
      ...labelled(wording.headings.checks, texts(finding.checks), true),
      ...labelled(wording.headings.actions, texts(finding.actions), true),
    ];
    const heading = wording.say.recommendationFor(finding.fault, deadlineText(composition, finding));
    return [
      { kind: 'heading', text: heading, level: findingLevel(finding) },
      ...(steps.length === 0 ? [paragraph(run(wording.say.noChecks))] : steps),
    ];
  });
  return {
    id: 'recommendations',
    title: wording.sections.recommendations,
    annex: false,
    blocks: blocks.length === 0 ? [paragraph(run(wording.say.noRecommendation))] : blocks,
  };
}
