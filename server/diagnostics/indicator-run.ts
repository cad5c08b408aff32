import { type SignalId, signals as words } from '../systems/signal.schema.ts';
import { watchReads } from './bench.ts';
import type { EvidenceRange, Indicator } from './diagnosis.schema.ts';
import type { DiagnosisProgress, LimitInput } from './diagnosis-input.ts';
import { accumulatorIndicators } from './indicators/accumulator.indicator.ts';
import { actuatorIndicators } from './indicators/actuator.indicator.ts';
import { channelIndicators } from './indicators/channel.indicator.ts';
import { circuitIndicators } from './indicators/circuit.indicator.ts';
import { conditionIndicators } from './indicators/condition.indicator.ts';
import { coolingIndicators } from './indicators/cooling.indicator.ts';
import { type Bench, type IndicatorDefinition, isMeasured, type Measured, type NotComputable } from './indicators/definition.indicator.ts';
import { displacementIndicators } from './indicators/displacement.indicator.ts';
import { driveIndicators } from './indicators/drive.indicator.ts';
import { fluidIndicators } from './indicators/fluid.indicator.ts';
import { heatIndicators } from './indicators/heat.indicator.ts';
import { holdIndicators } from './indicators/hold.indicator.ts';
import { instrumentIndicators } from './indicators/instrument.indicator.ts';
import { leakIndicators } from './indicators/leak.indicator.ts';
import { lineIndicators } from './indicators/line.indicator.ts';
import { oscillationIndicators } from './indicators/oscillation.indicator.ts';
import { plateauIndicators } from './indicators/plateau.indicator.ts';
import { powerIndicators } from './indicators/power.indicator.ts';
import { pumpIndicators } from './indicators/pump.indicator.ts';
import { rippleIndicators } from './indicators/ripple.indicator.ts';
import { solenoidIndicators } from './indicators/solenoid.indicator.ts';
import { storageIndicators } from './indicators/storage.indicator.ts';
import { valveIndicators } from './indicators/valve.indicator.ts';
import type { Baseline } from './references.ts';
import { type Assessment, assess } from './states.ts';
import { finite, median } from './statistics.ts';
import { createPhrasebook, joined, type Phrasebook, say } from './wordings/phrase.science.ts';

const MAX_TREND = 300;

export const definitions: readonly IndicatorDefinition[] = [
  ...pumpIndicators,
  ...plateauIndicators,
  ...powerIndicators,
  ...circuitIndicators,
  ...valveIndicators,
  ...accumulatorIndicators,
  ...coolingIndicators,
  ...fluidIndicators,
  ...driveIndicators,
  ...displacementIndicators,
  ...rippleIndicators,
  ...oscillationIndicators,
  ...actuatorIndicators,
  ...holdIndicators,
  ...leakIndicators,
  ...storageIndicators,
  ...lineIndicators,
  ...solenoidIndicators,
  ...conditionIndicators,
  ...heatIndicators,
];

/** An indicator of the result and the worst range behind its state. Epochs, `to` exclusive. */
export interface Outcome {
  readonly indicator: Indicator;
  readonly worst: { readonly from: number; readonly to: number } | null;
}

export interface RunInput {
  readonly bench: Bench;
  readonly limits: readonly LimitInput[];
  readonly baseline: Baseline | null;
  readonly faulty: Parameters<typeof instrumentIndicators>[0];
  /** Quality gates that could not be asked, with the reason. */
  readonly unasked?: NonNullable<Parameters<typeof instrumentIndicators>[1]>;
  readonly onProgress?: DiagnosisProgress;
  readonly book?: Phrasebook;
}

function unmet(definition: IndicatorDefinition, bench: Bench): NotComputable | null {
  for (const need of definition.needs) {
    const choices: readonly SignalId[] = typeof need === 'string' ? [need] : need;
    if (choices.some((id) => bench.signals.find(id))) continue;
    const either = joined(
      choices.map((id) => say`${id} (${words[id]})`),
      ' or ',
    );
    return { because: say`no usable channel measures ${either}`, wouldNeed: say`signal ${either}` };
  }
  return null;
}

function compute(definition: IndicatorDefinition, bench: Bench): Measured | NotComputable {
  const missing = unmet(definition, bench);
  if (missing) return missing;
  const { bench: seen, read } = watchReads(bench);
  const result = definition.compute(seen);
  if (!isMeasured(result)) return result;
  // The evidence chain names every signal that was read, whatever the definition lists.
  if (finite(result.perEpoch).length > 0) return { ...result, inputs: [...new Set([...result.inputs, ...read])] };
  return emptyReason(result, bench);
}

/** Why nothing came out: the phase is not there, or the indicator's own reason when it is. */
function emptyReason(result: Measured, bench: Bench): NotComputable {
  const { regime, inputs, whenEmpty } = result;
  const hasPhase = regime === 'all' || bench.timeline.pieces.some((piece) => piece.regime === regime);
  if (!hasPhase)
    return { because: say`the recording has no ${regime} phase to compute it in`, wouldNeed: say`a recording with ${regime} phases` };
  if (whenEmpty) return whenEmpty;
  const where = regime === 'all' ? 'the recording' : say`its ${regime} phases`;
  const valid = say`a recording with valid samples of ${inputs.join(', ')} at the same time`;
  return {
    because: say`${where} held no usable samples of ${inputs.join(', ')} at the same time`,
    wouldNeed: regime === 'all' ? valid : say`${valid} in ${regime} phases`,
  };
}

function trendOf(values: Float64Array, bench: Bench): Indicator['trend'] {
  const { epochs, stepS } = bench.timeline;
  if (values.length < 2 || values.length !== epochs.length) return null;
  const width = Math.ceil(values.length / MAX_TREND);
  const atS: number[] = [];
  const means: (number | null)[] = [];
  for (let from = 0; from < values.length; from += width) {
    const middle = median(values.subarray(from, from + width));
    atS.push((epochs[from]?.from ?? 0) * stepS);
    means.push(Number.isFinite(middle) ? +middle.toPrecision(6) : null);
  }
  return { atS, values: means };
}

function inputsOf(measured: Measured, bench: Bench, span: { from: number; to: number } | null): EvidenceRange[] {
  const { epochs, stepS } = bench.timeline;
  const fromS = (epochs[span?.from ?? 0]?.from ?? 0) * stepS;
  const toS = (epochs[(span?.to ?? epochs.length) - 1]?.to ?? 0) * stepS;
  return measured.inputs.flatMap((id) => {
    const signal = bench.signals.find(id);
    return signal ? [{ channel: signal.name, fromS, toS }] : [];
  });
}

function segmentOf(measured: Measured, bench: Bench): string {
  if (measured.regime !== 'all') {
    const piece = bench.timeline.pieces.find((item) => item.regime === measured.regime);
    if (piece) return `${measured.regime}-1`;
  }
  return bench.timeline.cycleSlots === null ? 'recording' : 'cycle';
}

function computed(assessment: Assessment, bench: Bench): Outcome {
  const { definition, measured } = assessment;
  const top = Math.max(0, ...assessment.ranges.map((range) => range.grade));
  const worst = assessment.ranges.filter((range) => range.grade === top).sort((a, b) => b.to - b.from - (a.to - a.from))[0] ?? null;
  const value = Number.isFinite(assessment.value) ? assessment.value : null;
  return {
    worst,
    indicator: {
      id: definition.id,
      name: definition.name,
      component: definition.component,
      unit: definition.unit,
      state: assessment.state,
      value,
      uncertainty: Number.isFinite(measured.uncertainty) ? Math.abs(measured.uncertainty) : null,
      limit: assessment.limit,
      ...(assessment.notEvaluated ? { notEvaluated: assessment.notEvaluated } : {}),
      notComputable: null,
      segment: worst ? `range-${definition.id}` : segmentOf(measured, bench),
      inputs: inputsOf(measured, bench, worst),
      formula: `${definition.formula}.${measured.note ?? ''}`,
      reference: definition.reference,
      trend: trendOf(measured.perEpoch, bench),
    },
  };
}

function refused(definition: IndicatorDefinition, reason: NotComputable, book: Phrasebook): Outcome {
  const { id, name, component, unit, formula, reference } = definition;
  const notComputable = { because: book.note(reason.because), wouldNeed: book.note(reason.wouldNeed) };
  const nothing = { value: null, uncertainty: null, limit: null, segment: null, inputs: [], trend: null };
  return {
    worst: null,
    indicator: { id, name, component, unit, state: 'not-computable', notComputable, formula, reference, ...nothing },
  };
}

/** Every indicator, computed and held against its limit, or refused with the reason and what would be needed. */
export function computeIndicators(input: RunInput): { outcomes: Outcome[]; assessments: Map<string, Assessment> } {
  const { book = createPhrasebook() } = input;
  const assessments = new Map<string, Assessment>();
  const all = [...definitions, ...channelIndicators(input.bench, input.limits), ...instrumentIndicators(input.faulty, input.unasked)];
  const outcomes = all.map((definition, index) => {
    input.onProgress?.({ phase: 'indicators', done: index, total: all.length });
    const result = compute(definition, input.bench);
    if (!isMeasured(result)) return refused(definition, result, book);
    const assessment = assess(definition, result, input);
    assessments.set(definition.id, assessment);
    return computed(assessment, input.bench);
  });
  return { outcomes, assessments };
}
