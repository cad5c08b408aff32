import { startComposition } from './report.composition.ts';
import { type ReportDocument, reportDocumentId } from './report-document.schema.ts';
import type { ReportInput } from './report-input.schema.ts';
import { evidenceAnnex, figureAnnex } from './sections/annex.section.ts';
import { annotationSection } from './sections/annotation.section.ts';
import { findingSection } from './sections/finding.section.ts';
import { guidedTestSection } from './sections/guided-test.section.ts';
import { learnedModelSection } from './sections/learned-model.section.ts';
import { limitationSection } from './sections/limitation.section.ts';
import { methodSection } from './sections/method.section.ts';
import { qualitySection } from './sections/quality.section.ts';
import { recommendationSection } from './sections/recommendation.section.ts';
import { resultSection } from './sections/result.section.ts';
import { scopeSection } from './sections/scope.section.ts';
import { signOffSection } from './sections/sign-off.section.ts';
import { summarySection } from './sections/summary.section.ts';

/**
 * Writes the report: the sections of hydraulics.md E3 in their order, text from the data and the wording only.
 * Pure: no clock, no files; the same input gives the same document.
 */
export function composeReport(input: ReportInput): ReportDocument {
  const composition = startComposition(input);
  const sections = [
    summarySection(composition),
    scopeSection(composition),
    qualitySection(composition),
    methodSection(composition),
    resultSection(composition),
    findingSection(composition),
    ...learnedModelSection(composition),
    ...guidedTestSection(composition),
    recommendationSection(composition),
    ...annotationSection(composition),
    limitationSection(composition),
    ...figureAnnex(composition),
    ...evidenceAnnex(composition),
    signOffSection(composition),
  ];
  return {
    schema: reportDocumentId,
    number: input.number,
    title: input.title,
    subtitle: [input.system.siteName, input.system.systemName].join(' / '),
    language: input.language,
    createdAt: input.createdAtIso,
    author: input.author,
    isSimulated: input.system.isSimulated || input.diagnosis.recording.isSimulated,
    resultSha256: input.resultSha256,
    labels: composition.wording.labels,
    sections,
    figures: composition.figures,
    evidence: [...composition.evidence.items],
    diagnosis: input.diagnosis,
    guidedTests: input.guidedTests,
  };
}
