import type { DiagnosisResult, Indicator } from '../../diagnostics/diagnosis.schema.ts';
import type { Envelope } from '../../measurements/recording.schema.ts';
import { mergedRanges } from '../evidence.register.ts';
import { formatNumber, unitSuffix } from '../number.format.ts';
import { type Composition, leadingFindings, rangeText, run, sentence, type UnplacedFigure } from '../report.composition.ts';
import type { FigureMark, FigurePane, FigureSeries } from '../report-document.schema.ts';
import type { FigureInput } from '../report-input.schema.ts';
import { instantText } from '../wordings/wording.text.ts';
import { limitLabels, limitLines } from './limit.line.ts';
import { bucketed } from './series.bucket.ts';
import { timeScale } from './time.scale.ts';
import { axisLabel } from './trend.figure.ts';

/** More marks than this cannot be told apart on paper. */
const marksOnPaper = 12;
const findingsMarked = 3;

/** Recorded channels over time, a pane per unit; nothing where no bucket holds a valid sample. */
export function channelFigure(composition: Composition, input: FigureInput): UnplacedFigure | undefined {
  const { wording, diagnosis, evidence, input: report } = composition;
  const envelopes = input.envelopes.filter((one) => extent(one) !== undefined);
  if (envelopes.length === 0) return undefined;
  const [fromMs, toMs] = [Math.min(...envelopes.map((one) => one.fromMs)), Math.max(...envelopes.map((one) => one.toMs))];
  const scale = timeScale((toMs - fromMs) / 1000);
  const panes = panesOf(composition, envelopes, scale.seconds);
  const marks = marksOf(composition, envelopes, {
    from: fromMs / 1000 / scale.seconds,
    to: toMs / 1000 / scale.seconds,
    seconds: scale.seconds,
  });
  const names = joined(
    envelopes.map((one) => one.name),
    wording.say.and,
  );
  const ids = envelopes.flatMap((one) => evidence.channel(one.name));
  const files = ids.flatMap((id) => evidence.items.find((item) => item.id === id)?.restsOn ?? []);
  const clock =
    diagnosis.recording.startedAt === null ? wording.say.noClock : wording.say.clock(instantText(wording, diagnosis.recording.startedAt));
  const where = rangeText(composition, { fromS: fromMs / 1000, toS: toMs / 1000 });
  const notes = [wording.say.bandNote, ...(marks.length > 0 ? [wording.say.marksNote(markMeanings(marks))] : [])].join(' ');
  return {
    id: `channels-${input.id}`,
    caption: `${input.title === null ? wording.say.systemCaption(names, report.system.systemName, where) : sentence(input.title)} ${notes}`,
    source: [diagnosis.recording.name, clock, ...new Set(ids), ...new Set(files)].join(', '),
    alt:
      wording.say.altChannels(names) +
      limitLabels(
        panes.flatMap((pane) => pane.limits),
        wording,
      ) +
      (marks.length > 0 ? wording.say.altMarks(markMeanings(marks)) : ''),
    sentence: [
      { text: wording.labels.figure, figure: `channels-${input.id}` },
      run(` ${wording.say.channelSentence(names, where, extents(composition, envelopes))}`, ids),
    ],
    axis: wording.say.timeAxis(scale.unit),
    from: fromMs / 1000 / scale.seconds,
    to: toMs / 1000 / scale.seconds,
    panes,
    marks,
  };
}

export function joined(parts: readonly string[], and: string): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${and}${parts.at(-1)}`;
}

function extent(envelope: Envelope): { low: number; high: number } | undefined {
  const finite = (value: number | null): value is number => value !== null && Number.isFinite(value);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of envelope.min) if (finite(value) && value < low) low = value;
  for (const value of envelope.max) if (finite(value) && value > high) high = value;
  return low <= high ? { low, high } : undefined;
}

function extents({ wording }: Composition, envelopes: readonly Envelope[]): string {
  const parts = envelopes.flatMap((envelope) => {
    const found = extent(envelope);
    if (found === undefined) return [];
    const unit = unitSuffix(envelope.unit);
    // The lower end needs no finer digits than the upper one: 0 to 9.29, not 0.0005 to 9.29.
    const step = 10 ** (Math.floor(Math.log10(Math.max(Math.abs(found.low), Math.abs(found.high)) || 1)) - 3);
    const low = Number((Math.round(found.low / step) * step).toPrecision(12));
    return [
      wording.say.channelExtent(envelope.name, formatNumber(low, wording.style), `${formatNumber(found.high, wording.style)}${unit}`),
    ];
  });
  return sentence(joined(parts, wording.say.and));
}

function panesOf({ input, wording }: Composition, envelopes: readonly Envelope[], seconds: number): FigurePane[] {
  const units = [...new Set(envelopes.map((one) => one.unit))];
  return units.map((unit) => {
    const inPane = envelopes.filter((one) => one.unit === unit);
    const known = input.system.channels.filter((channel) => inPane.some((one) => one.name === channel.name) && channel.unit === unit);
    const limits = input.system.limits.filter(
      (limit) => limit.subjectType === 'channel' && limit.unit === unit && known.some((channel) => channel.id === limit.subject),
    );
    const axis = axisLabel(inPane.map((one) => one.name).join(', '), unit);
    return {
      axis,
      series: inPane.map((one) => seriesOf(one, seconds)),
      limits: limits.flatMap((limit) => limitLines(limit, unit, wording)),
    };
  });
}

function seriesOf(envelope: Envelope, seconds: number): FigureSeries {
  const { name, min, max, mean, count } = envelope;
  return bucketed({ name, at: envelope.timeMs.map((ms) => ms / 1000 / seconds), min, max, mean, count });
}

/** The parts of the drawn time that leading findings rest on; a mark over everything says nothing and is left out. */
function marksOf(
  composition: Composition,
  envelopes: readonly Envelope[],
  axis: { from: number; to: number; seconds: number },
): FigureMark[] {
  const { diagnosis } = composition;
  const names = new Set(envelopes.map((one) => one.name));
  const span = axis.to - axis.from;
  const meanings = new Map<string, { from: number; to: number; faults: string[] }>();
  for (const finding of leadingFindings(diagnosis).slice(0, findingsMarked)) {
    const wanted = new Set(finding.supporting.map((symptom) => symptom.indicator));
    const relevant = diagnosis.indicators.filter((one) => wanted.has(one.id) && one.inputs.some((range) => names.has(range.channel)));
    const own = relevant.flatMap((one) => abnormalRanges(diagnosis, one, names)).map((range) => ({ ...range, channel: finding.id }));
    for (const range of mergedRanges(own)) {
      const from = Math.max(axis.from, range.fromS / axis.seconds);
      const to = Math.min(axis.to, range.toS / axis.seconds);
      if (to <= from || to - from >= 0.95 * span) continue;
      const key = `${from} ${to}`;
      meanings.set(key, { from, to, faults: [...new Set([...(meanings.get(key)?.faults ?? []), finding.fault])] });
    }
  }
  const marks = [...meanings.values()].slice(0, marksOnPaper);
  const letters = [...new Set(marks.map((mark) => mark.faults.join(', ')))];
  return marks.map(({ from, to, faults }) => {
    const meaning = faults.join(', ');
    return { from, to, label: String.fromCharCode(97 + letters.indexOf(meaning)), meaning };
  });
}

/** Where an indicator was at its worst, as the diagnosis names it; else the ranges it was computed from. */
function abnormalRanges(diagnosis: DiagnosisResult, indicator: Indicator, names: ReadonlySet<string>): { fromS: number; toS: number }[] {
  const worst = diagnosis.segments.filter((segment) => segment.kind === 'abnormal' && segment.id === `range-${indicator.id}`);
  return worst.length > 0 ? worst.map(({ fromS, toS }) => ({ fromS, toS })) : indicator.inputs.filter((range) => names.has(range.channel));
}

/** What the letters over the shaded ranges mean. */
function markMeanings(marks: readonly FigureMark[]): string {
  return [...new Set(marks.map((mark) => `${mark.label} ${mark.meaning}`))].join('; ');
}
