import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnosisResult } from '../diagnosis.schema.ts';
import { type Condition, recordPress } from '../synthetic.fixture.ts';
import { german } from './german.ts';

const upperFirst = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`;

/** What the pages of a diagnosis show in words: findings, reasons, labels, notes and the verdict. */
function shownIn({ findings, indicators, quality, segments, verdict }: DiagnosisResult): string[] {
  return [
    ...[verdict.sentence, ...verdict.limitations],
    ...findings.flatMap((finding) => [
      ...[finding.fault, finding.sentence, finding.nextMeasurement ?? ''],
      ...[...finding.supporting, ...finding.contradicting, ...finding.missing].map(({ text }) => text),
      ...[...finding.causes, ...finding.checks, ...finding.actions, ...finding.safety],
    ]),
    ...indicators.flatMap(({ name, notComputable }) => [name, ...(notComputable ? [notComputable.because, notComputable.wouldNeed] : [])]),
    ...quality.flatMap(({ notes }) => notes.map(({ text }) => text)),
    ...segments.map(({ label }) => label),
  ].filter(Boolean);
}

/** English that would stand on a German page. */
function untranslated(result: DiagnosisResult): string[] {
  const phrases = new Map((result.phrases ?? []).map((phrase) => [phrase.text, phrase]));
  const isName = (value: string) => !/[a-z]{3,} [a-z]{2,}/.test(value);
  const leftIn = (text: string): string[] => {
    if (german[text] ?? german[upperFirst(text)]) return [];
    const phrase = phrases.get(text);
    if (!phrase) return [text];
    const isKnown = german[phrase.key] !== undefined || !/\p{L}/u.test(phrase.key);
    const values = phrase.values.flatMap((value) =>
      typeof value === 'number' || (isName(value) && !phrases.has(value)) ? [] : leftIn(value),
    );
    return isKnown ? values : [phrase.key, ...values];
  };
  return [...new Set(shownIn(result).flatMap(leftIn))];
}

describe('a diagnosis in German leaves no English sentence', () => {
  const conditions: readonly (readonly [string, Condition])[] = [
    ['of a healthy press', {}],
    ['of a worn pump', { pumpLeak: 0.03 }],
    ['of a slow valve', { valveDelay: 0.12 }],
    ['of a fouled cooler', { cooler: 0.55 }],
    ['of a dead sensor', { stuck: 'p_P' }],
    ['of swapped channels', { isSwapped: true }],
    ['of an offset', { offset: 12 }],
  ];

  it.each(conditions)('%s', (_, condition) => {
    expect(untranslated(diagnose(recordPress(condition)))).toEqual([]);
  });

  it('of a recording with hardly any channel', () => {
    const result = diagnose(recordPress({ cooler: 0.55 }, ['p_A', 'Q_P', 'Q_A', 'P_el', 'u_cmd', 'n']));
    expect(untranslated(result)).toEqual([]);
    expect(result.phrases?.length).toBeGreaterThan(10);
  });
});
