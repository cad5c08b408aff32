import type { Indicator } from '../../diagnostics/diagnosis.schema.ts';
import { limitLabels, limitLines } from '../figures/limit.line.ts';
import { axisLabel } from '../figures/trend.figure.ts';
import { formatCount, formatMeasured, formatNumber, unitSuffix } from '../number.format.ts';
import { type Composition, cell, column, placeFigure, run, table, type UnplacedFigure } from '../report.composition.ts';
import type { Block } from '../report-document.schema.ts';
import { componentText } from '../wordings/wording.text.ts';

const figuresShown = 4;
const dayMs = 86_400_000;

/** One indicator through the recordings of a period; `at` in days since the first one, or its place in the row when a date is missing. */
interface Course {
  readonly latest: Indicator;
  readonly points: readonly { at: number; value: number; indicator: Indicator; part: Composition }[];
}

/** How the indicators of one system went over the recordings of a period: those that were outside their limits as figures, all as a table. */
export function periodTrends(parts: readonly Composition[]): Block[] {
  const [first] = parts;
  if (first === undefined) return [];
  const { wording } = first;
  const { overview, words } = wording;
  const courses = coursesOf(parts);
  if (courses.length === 0) return [];
  const shown = [...courses].sort((a, b) => interest(b) - interest(a)).slice(0, figuresShown);
  const columns = [
    column(words.indicator, 1.8),
    column(overview.first, 1.2),
    column(overview.last, 1.2),
    column(overview.lowest, 0.8, 'right'),
    column(overview.highest, 0.8, 'right'),
    column(overview.values, 0.6, 'right'),
  ];
  const rows = courses.map(({ latest, points }) => {
    const values = points.map(({ value }) => value);
    const measured = (point: Course['points'][number] | undefined) =>
      point === undefined
        ? cell('–')
        : cell(
            formatMeasured(readable(point.value, values), point.indicator.uncertainty, latest.unit, wording.style),
            point.part.evidence.indicator(point.indicator),
          );
    return [
      cell(`${latest.name} (${componentText(wording, latest.component)})`),
      measured(points[0]),
      measured(points.at(-1)),
      cell(formatNumber(readable(Math.min(...values), values), wording.style)),
      cell(formatNumber(readable(Math.max(...values), values), wording.style)),
      cell(formatCount(points.length, wording.style)),
    ];
  });
  return [
    { kind: 'heading', text: overview.trends },
    ...shown.flatMap((course) => placeFigure(first, courseFigure(parts, course))),
    ...table(first, { caption: overview.trendCaption, shows: 'trend' }, { columns, rows }),
  ];
}

function coursesOf(parts: readonly Composition[]): Course[] {
  const times = parts.map(({ diagnosis }) => diagnosis.recording.startedAt);
  const start = startOf(parts);
  const courses = new Map<string, { latest: Indicator; points: Course['points'][number][] }>();
  parts.forEach((part, index) => {
    const seen = new Map<string, number>();
    for (const indicator of part.diagnosis.indicators) {
      // An indicator of several regimes stands there several times, in the same order; names of regimes differ from recording to recording.
      const name = [indicator.id, indicator.component, indicator.unit].join('\n');
      seen.set(name, (seen.get(name) ?? 0) + 1);
      const key = `${name}\n${seen.get(name)}`;
      const { value } = indicator;
      if (value === null || !Number.isFinite(value)) continue;
      const at = start === undefined ? index + 1 : (new Date(times[index] ?? 0).getTime() - start) / dayMs;
      const course = courses.get(key) ?? { latest: indicator, points: [] };
      course.points.push({ at, value, indicator, part });
      courses.set(key, { ...course, latest: indicator });
    }
  });
  return [...courses.values()].filter(({ points }) => points.length > 1);
}

/** Start of the first recording in ms; undefined when one of them has no date: then only their order is known. */
function startOf(parts: readonly Composition[]): number | undefined {
  const times = parts.map(({ diagnosis }) => diagnosis.recording.startedAt);
  return times.some((time) => time === null) ? undefined : Math.min(...times.map((time) => new Date(time ?? 0).getTime()));
}

/** The lower end of a course needs no finer digits than the upper one: 0 to 0.05, not 0.0000000001 to 0.05. */
function readable(value: number, values: readonly number[]): number {
  const size = Math.max(...values.map(Math.abs));
  const step = 10 ** (Math.floor(Math.log10(size || 1)) - 3);
  return Number((Math.round(value / step) * step).toPrecision(12));
}

const states = ['alarm', 'warning'];

/** Outside its limits counts most, then how far it went. */
function interest({ points }: Course): number {
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const abnormal = points.filter(({ indicator }) => states.includes(indicator.state)).length;
  return (abnormal > 0 ? 10 : 0) + (size === 0 ? 0 : (high - low) / size);
}

function courseFigure(parts: readonly Composition[], { latest, points }: Course): UnplacedFigure {
  const first = parts[0] as Composition;
  const { wording, input } = first;
  const { overview } = wording;
  const unit = unitSuffix(latest.unit);
  const ids = points.flatMap(({ part, indicator }) => part.evidence.indicator(indicator));
  const id = `period-${ids[0] ?? latest.id}`;
  const values = points.map(({ value }) => value);
  const text = (value: number | undefined) =>
    value === undefined ? '–' : `${formatNumber(readable(value, values), wording.style)}${unit}`;
  const limits = limitLines(latest.limit, latest.unit, wording);
  const start = startOf(parts);
  const [from, to] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const low = formatNumber(readable(Math.min(...values), values), wording.style);
  const high = formatNumber(readable(Math.max(...values), values), wording.style);
  return {
    id,
    caption: overview.trendFigure(latest.name, componentText(wording, latest.component)),
    source: [input.system.systemName, ...ids.slice(0, 12)].join(', '),
    alt: wording.say.altTrend(latest.name, unit, low, high) + limitLabels(limits, wording),
    sentence: [
      { text: wording.labels.figure, figure: id },
      run(` ${overview.trendSentence(wording.say.inSentence(latest.name), text(values[0]), text(values.at(-1)))}`, ids),
    ],
    axis: start === undefined ? overview.trendOrder : overview.trendAxis(wording.say.date(new Date(start).toISOString().slice(0, 10))),
    from,
    to: to > from ? to : from + 1,
    panes: [
      {
        axis: axisLabel(latest.name, latest.unit),
        series: [{ name: latest.name, at: points.map(({ at }) => at), min: values, max: values, mean: values }],
        limits,
      },
    ],
    marks: [],
  };
}
