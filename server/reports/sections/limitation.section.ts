import { type Composition, list, paragraph, run, sentence } from '../report.composition.ts';
import type { Section } from '../report-document.schema.ts';

/** What this report does not say. */
export function limitationSection(composition: Composition): Section {
  const { wording, diagnosis } = composition;
  const { limitations } = diagnosis.verdict;
  return {
    id: 'limitations',
    title: wording.sections.limitations,
    annex: false,
    blocks: [
      ...(limitations.length === 0 ? [paragraph(run(wording.say.noLimitations))] : list(limitations.map((text) => [run(sentence(text))]))),
      paragraph(run(wording.say.applies)),
    ],
  };
}
