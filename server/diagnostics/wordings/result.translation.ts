import { sentencePatterns } from '../../platform/problems/sentence-pattern.schema.ts';
import type { DiagnosisResult, Finding, Indicator, LimitUsed, Symptom } from '../diagnosis.schema.ts';
import type { ModelVote } from '../models/model-vote.schema.ts';
import { german, germanSentences } from './german.ts';
import { type WordingSource, wordsIn } from './phrase.schema.ts';

export type Language = 'en' | 'de';
type Say = (text: string) => string;

const sentences = sentencePatterns(germanSentences);

/** A text of catalogue or engine in a language; what nobody translated, as a word of the plant, stays as it is. */
export function textIn(language: Language, text: string, phrases: DiagnosisResult['phrases'] = []): string {
  return language === 'en' ? text : sayIn(phrases)(text);
}

/** A result as somebody reads it in a language: the same numbers and ids, other sentences. English is the result itself. */
export function resultIn(language: Language, result: DiagnosisResult): DiagnosisResult {
  if (language === 'en') return result;
  const say = sayIn(result.phrases ?? []);
  const { quality, segments, indicators, findings, verdict, learned } = result;
  return {
    ...result,
    quality: quality.map((one) => ({ ...one, notes: one.notes.map((note) => ({ ...note, text: say(note.text) })) })),
    segments: segments.map((segment) => ({ ...segment, label: say(segment.label) })),
    indicators: indicators.map((indicator) => indicatorIn(indicator, say)),
    findings: findings.map((finding) => findingIn(finding, say)),
    verdict: { ...verdict, sentence: say(verdict.sentence), limitations: verdict.limitations.map(say) },
    ...(learned === undefined ? {} : { learned: learned.map((vote) => voteIn(vote, say)) }),
  };
}

function sayIn(phrases: NonNullable<DiagnosisResult['phrases']>): Say {
  const source: WordingSource = { texts: german, sentences, phrases: new Map(phrases.map((phrase) => [phrase.text, phrase])) };
  return (text) => wordsIn(text, source) ?? text;
}

function indicatorIn(indicator: Indicator, say: Say): Indicator {
  const { notComputable: missing, notEvaluated } = indicator;
  return {
    ...indicator,
    name: say(indicator.name),
    limit: limitIn(indicator.limit, say),
    ...(notEvaluated === undefined ? {} : { notEvaluated: { ...notEvaluated, because: say(notEvaluated.because) } }),
    notComputable: missing === null ? null : { because: say(missing.because), wouldNeed: say(missing.wouldNeed) },
    formula: say(indicator.formula),
    reference: say(indicator.reference),
  };
}

/** What a person wrote as the source of a limit is hers; the product's own sources have words in every language. */
function limitIn(limit: LimitUsed | null, say: Say): LimitUsed | null {
  if (limit === null) return null;
  return { ...limit, source: { ...limit.source, reference: say(limit.source.reference) } };
}

function findingIn(finding: Finding, say: Say): Finding {
  const symptoms = (list: readonly Symptom[]) => list.map((symptom) => ({ ...symptom, text: say(symptom.text) }));
  return {
    ...finding,
    fault: say(finding.fault),
    sentence: say(finding.sentence),
    supporting: symptoms(finding.supporting),
    contradicting: symptoms(finding.contradicting),
    missing: symptoms(finding.missing),
    alternatives: finding.alternatives.map((one) => ({ ...one, fault: say(one.fault) })),
    causes: finding.causes.map(say),
    checks: finding.checks.map(say),
    actions: finding.actions.map(say),
    safety: finding.safety.map(say),
    nextMeasurement: finding.nextMeasurement === null ? null : say(finding.nextMeasurement),
  };
}

function voteIn(vote: ModelVote, say: Say): ModelVote {
  const { comparison, because } = vote;
  return { ...vote, because: because === null ? null : say(because), comparison: { ...comparison, sentence: say(comparison.sentence) } };
}
