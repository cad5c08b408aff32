import { openBench } from './bench.ts';
import { isApplicable } from './catalogue/applicability.ts';
import { effectiveCatalogue } from './catalogue/effective-catalogue.ts';
import type { Fault } from './catalogue/fault.schema.ts';
import type { DiagnosisResult, Indicator, Segment } from './diagnosis.schema.ts';
import type { DiagnosisInput, DiagnosisProgress } from './diagnosis-input.ts';
import { engineVersion } from './engine-version.ts';
import { reason } from './findings.ts';
import { computeIndicators, type Outcome } from './indicator-run.ts';
import type { Bench } from './indicators/definition.indicator.ts';
import { operatingPointOf } from './operating-point.ts';
import { type Unasked, unaskedGates } from './quality/cross-check.rule.ts';
import { findContradictions } from './quality/physics.rule.ts';
import { type Gate, gateChannels, instrumentFaults, qualityOf } from './quality/quality.ts';
import type { Baseline } from './references.ts';
import { segmentsOf } from './segments/timeline.segment.ts';
import { openSignals } from './signals.ts';
import { assumedFor } from './uncertainty.ts';
import { pronounce } from './verdict.ts';
import { createPhrasebook, joined, type Phrasebook, say, type Words } from './wordings/phrase.science.ts';

/** Rounds to what a double can print shortly: the same input gives the same bytes, and no digits nobody measured. */
const tidy = (value: number): number | null => (Number.isFinite(value) ? +value.toPrecision(7) : null);

export interface Examined {
  readonly bench: Bench;
  readonly gates: readonly Gate[];
  readonly contradictions: ReturnType<typeof findContradictions>;
  /** Quality gates that had nothing to check against. */
  readonly unasked: Unasked;
}

/** Gates every channel, asks physics, and opens what may be used. */
export function examine(input: DiagnosisInput, onProgress?: DiagnosisProgress): Examined {
  const gates = gateChannels(input.signals, input.recording.durationS, (index) =>
    onProgress?.({ phase: 'quality', done: index, total: input.signals.length }),
  );
  const failed = new Set(gates.filter((gate) => gate.isFailed).map((gate) => gate.input));
  const first = openBench(
    input,
    openSignals(input.signals, (signal) => !failed.has(signal)),
  );
  const contradictions = findContradictions(first);
  const unasked = unaskedGates(gates, first);
  const barred = new Set(contradictions.flatMap((item) => item.barred));
  if (barred.size === 0) return { bench: first, gates, contradictions, unasked };
  const isUsable = (signal: DiagnosisInput['signals'][number]) =>
    !failed.has(signal) && !(signal.signal !== null && barred.has(signal.signal));
  return { bench: openBench(input, openSignals(input.signals, isUsable)), gates, contradictions, unasked };
}

export function baselineOf(input: DiagnosisInput): Baseline | null {
  const { baseline, baselineValues } = input;
  if (baseline) {
    const isHealthy = (epoch: number) => baseline.cycles.some((range) => epoch >= range.from && epoch < range.to);
    return { reference: baseline.reference, values: {}, isHealthy };
  }
  return baselineValues ? { reference: baselineValues.reference, values: baselineValues.values, isHealthy: null } : null;
}

/** Epochs in words; `to` exclusive, counted from 1 as people count cycles. */
function placeWords(bench: Bench): (from: number, to: number) => Words {
  const { cycleSlots, epochs, stepS } = bench.timeline;
  return (from, to) => {
    if (cycleSlots !== null) return to - from === 1 ? say`cycle ${from + 1}` : say`cycles ${from + 1}–${to}`;
    if (from === 0 && to >= epochs.length) return 'the whole recording';
    return `${((epochs[from]?.from ?? 0) * stepS).toFixed(0)}–${((epochs[to - 1]?.to ?? 0) * stepS).toFixed(0)} s`;
  };
}

interface InWords {
  readonly bench: Bench;
  readonly placeOf: (from: number, to: number) => Words;
  readonly book: Phrasebook;
}

function rangeSegments(outcomes: readonly Outcome[], { bench, placeOf, book }: InWords): Segment[] {
  return outcomes.flatMap((outcome) => {
    const worst = outcome.worst;
    if (!worst) return [];
    const { epochs, stepS } = bench.timeline;
    const fromS = (epochs[worst.from]?.from ?? 0) * stepS;
    const toS = (epochs[worst.to - 1]?.to ?? 0) * stepS;
    const label = book.note(say`${outcome.indicator.name}: ${outcome.indicator.state} in ${placeOf(worst.from, worst.to)}`);
    return [{ id: `range-${outcome.indicator.id}`, kind: 'abnormal', label, fromS, toS, repeats: 1 }];
  });
}

function limitationsOf(input: DiagnosisInput, examined: Examined): Words[] {
  const { bench, gates, contradictions } = examined;
  const found: Words[] = [];
  const unnamed = input.signals.filter((signal) => signal.signal === null);
  if (unnamed.length > 0)
    found.push(say`${unnamed.length} channel(s) carry no signal and were not used: ${unnamed.map((signal) => signal.name).join(', ')}.`);
  const failed = gates.filter((gate) => gate.isFailed);
  if (failed.length > 0) found.push(say`Left out because of their quality: ${failed.map((gate) => gate.input.name).join(', ')}.`);
  for (const item of contradictions) found.push(say`Physics contradiction: ${item.text}.`);
  const assumed = new Set(
    input.signals.flatMap((signal) =>
      signal.signal && bench.signals.find(signal.signal)?.isAccuracyAssumed ? [assumedFor(signal.quantity).text] : [],
    ),
  );
  if (assumed.size > 0) found.push(say`Accuracies not stated by the channels were assumed (k = 2): ${joined([...assumed], ', ')}.`);
  if (!input.baseline && !input.baselineValues && bench.timeline.cycleSlots !== null)
    found.push(
      'No healthy baseline was declared: relative limits compare with the best cycles of this recording, which cannot show a fault that is there all the time.',
    );
  if (bench.timeline.areCyclesDetected) found.push('The work cycle was found by autocorrelation; nobody declared it.');
  if (input.recording.isSimulated) found.push('The recording is simulated.');
  return found;
}

function componentNamer(input: DiagnosisInput, faulty: Record<string, readonly string[]>) {
  const instruments: Record<string, string> = { I01: 'stuck', I02: 'offset', I03: 'scaling', I04: 'swapped', I05: 'clock' };
  return (kinds: readonly string[], fault: Fault): Words => {
    const code = instruments[fault.id];
    if (code) return say`Channel ${(faulty[code] ?? []).join(', ')}`;
    const own = input.components.find((component) => kinds.includes(component.kind));
    const kind = kinds[0] === 'other' ? fault.component : (kinds[0] ?? fault.component);
    return own?.name ?? `${kind[0]?.toUpperCase()}${kind.slice(1).replace('-', ' ')}`;
  };
}

function tidyIndicator(indicator: Indicator): Indicator {
  return {
    ...indicator,
    value: indicator.value === null ? null : tidy(indicator.value),
    uncertainty: indicator.uncertainty === null ? null : tidy(indicator.uncertainty),
  };
}

/**
 * The whole chain of one recording: quality → segments → indicators → states → findings → verdict (ISO 13374). Pure and deterministic;
 * reads channels block by block. Missing numbers are null, never zero.
 */
export function diagnose(input: DiagnosisInput, onProgress?: DiagnosisProgress): DiagnosisResult {
  const examined = examine(input, onProgress);
  const { bench, gates, contradictions } = examined;
  const placeOf = placeWords(bench);
  const book = createPhrasebook();
  const faulty = instrumentFaults(gates, contradictions);
  const { outcomes, assessments } = computeIndicators({
    bench,
    limits: input.limits,
    baseline: baselineOf(input),
    faulty,
    unasked: examined.unasked,
    book,
    ...(onProgress ? { onProgress } : {}),
  });
  const catalogue = effectiveCatalogue(input.plantCatalogue);
  const reasoning = reason(
    catalogue.faults.filter((fault) => isApplicable(fault, input.components)),
    {
      assessments,
      tests: catalogue.tests,
      experience: input.experience ?? {},
      nameOf: componentNamer(input, faulty),
      placeOf,
      book,
    },
  );
  const indicators = outcomes.map((outcome) => tidyIndicator(outcome.indicator));
  const refusals = new Map(bench.signals.refused.map((item) => [item.input, item.reason]));
  const verdict = pronounce({
    indicators,
    findings: reasoning.findings,
    componentKinds: input.components.map((component) => component.kind),
    noneOfThese: +reasoning.noneOfThese.toFixed(4),
    limitations: limitationsOf(input, examined).map(book.note),
    book,
  });
  return {
    engineVersion,
    catalogueVersion: catalogue.catalogueVersion,
    recording: input.recording,
    quality: gates.map((gate) => qualityOf(gate, contradictions, refusals.get(gate.input), book)),
    segments: [...segmentsOf(bench.timeline, book), ...rangeSegments(outcomes, { bench, placeOf, book })],
    operatingPoint: operatingPointOf(bench),
    indicators,
    findings: reasoning.findings,
    verdict,
    phrases: book.kept(),
  };
}
