import type { DiagnosisResult } from '../diagnostics/diagnosis.schema.ts';
import type { RecordingChannel, RecordingDetail } from '../measurements/recording.schema.ts';

/** Which channels over which time make a figure. */
export interface FigureChoice {
  readonly id: string;
  readonly title: string | null;
  readonly channels: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
}

const mostChannels = 3;

/**
 * The figures of a report: what the key finding rests on, over the whole recording and, when there are cycles, over one cycle;
 * without a finding the pressures and flows that a reader wants to see first.
 */
export function chooseFigures({ recording, channels }: RecordingDetail, result: DiagnosisResult): FigureChoice[] {
  const shown = evidenceChannels(channels, result);
  if (shown.length === 0) return [];
  const whole: FigureChoice = {
    id: 'figure-whole',
    title: null,
    channels: shown.map((channel) => channel.index),
    fromMs: 0,
    toMs: recording.durationMs,
  };
  if (recording.cycleLengthMs === null || recording.cycleCount === null || recording.cycleCount < 2) return [whole];
  const fromMs = Math.floor(recording.cycleCount / 2) * recording.cycleLengthMs;
  return [whole, { ...whole, id: 'figure-cycle', fromMs, toMs: fromMs + recording.cycleLengthMs }];
}

function evidenceChannels(channels: readonly RecordingChannel[], result: DiagnosisResult): RecordingChannel[] {
  const key = result.findings.find((finding) => finding.id === result.verdict.keyFinding);
  const indicators = new Set(key?.supporting.map((symptom) => symptom.indicator));
  const names = result.indicators
    .filter((indicator) => indicators.has(indicator.id))
    .flatMap((indicator) => indicator.inputs.map((input) => input.channel));
  const fromEvidence = channels.filter((channel) => names.includes(channel.name));
  const usual = channels.filter(
    (channel) => channel.quantity === 'pressure' || channel.quantity === 'flow' || channel.quantity === 'temperature',
  );
  return [...new Set([...fromEvidence, ...usual, ...channels])].slice(0, mostChannels);
}
