import type { DiagnosisResult, Segment } from '../../diagnostics/diagnosis.schema.ts';
import type { ImportReport } from '../../measurements/import-report.schema.ts';
import { formatCount, formatNumber, formatSeconds, unitSuffix } from '../number.format.ts';
import {
  type Composition,
  cell,
  column,
  list,
  nameShare,
  paragraph,
  rangeText,
  run,
  secondsText,
  sentence,
  table,
} from '../report.composition.ts';
import type { Block, Cell, Section } from '../report-document.schema.ts';
import { nameplateText } from './nameplate.text.ts';

const regimesShown = 40;

/** What machine this is, what it did while it was measured, and what nobody measured. */
export function scopeSection(composition: Composition): Section {
  const { wording, input } = composition;
  const { system } = input;
  const rows = [
    { name: wording.words.site, runs: [run(system.siteName)] },
    { name: wording.words.equipment, runs: [run(system.systemName)] },
    ...(system.tag ? [{ name: wording.words.tag, runs: [run(system.tag)] }] : []),
    ...(system.note ? [{ name: wording.words.note, runs: [run(sentence(system.note))] }] : []),
  ];
  return {
    id: 'scope',
    title: wording.sections.scope,
    annex: false,
    blocks: [
      { kind: 'facts', rows },
      { kind: 'heading', text: wording.headings.nameplate },
      ...nameplate(composition),
      { kind: 'heading', text: wording.headings.condition },
      ...condition(composition),
      { kind: 'heading', text: wording.headings.notMeasured },
      ...notMeasured(composition),
    ],
  };
}

function nameplate(composition: Composition): Block[] {
  const { wording, input, evidence } = composition;
  const rows = input.system.components.map((component): Cell[] => {
    const values = nameplateText(component.nameplate, wording);
    return [
      cell(component.name, evidence.nameplate(component)),
      cell(wording.kinds[component.kind] ?? component.kind),
      cell(values === '' ? wording.say.componentNoPlate : values),
    ];
  });
  const columns = [column(wording.words.component, 1), column(wording.words.kind, 0.8), column(wording.words.nameplate, 2.6)];
  return rows.length === 0
    ? [paragraph(run(wording.say.noNameplate))]
    : table(composition, { caption: wording.captions.nameplate, shows: 'nameplate' }, { columns, rows });
}

function condition(composition: Composition): Block[] {
  const { wording, diagnosis } = composition;
  const { words, captions, style } = wording;
  const regimes = regimesOf(diagnosis).map((segment): Cell[] => [
    cell(segment.label),
    cell(placeOf(composition, segment)),
    cell(formatSeconds(segment.toS - segment.fromS, style)),
    cell(formatCount(segment.repeats, style)),
  ]);
  const regimeColumns = [
    column(words.regime, 2),
    column(words.range, 2),
    column(words.length, 0.6, 'right'),
    column(words.repeats, 0, 'right'),
  ];
  const extents = table(composition, { caption: captions.condition, shows: 'condition' }, extentBody(composition));
  return [
    ...(extents.length === 0 ? [paragraph(run(wording.say.noExtent))] : extents),
    ...table(composition, { caption: captions.regimes, shows: 'regimes' }, { columns: regimeColumns, rows: regimes }),
  ];
}

/** Operating regimes; ranges of an abnormal state stand with the results. */
function regimesOf(diagnosis: DiagnosisResult): Segment[] {
  return diagnosis.segments.filter((segment) => segment.kind !== 'abnormal').slice(0, regimesShown);
}

function placeOf(composition: Composition, segment: Segment): string {
  const { say } = composition.wording;
  if (segment.repeats < 2) return rangeText(composition, segment);
  return say.perCycle(say.between(secondsText(composition.wording, segment.fromS), secondsText(composition.wording, segment.toS)));
}

function extentBody(composition: Composition) {
  const { wording, input, diagnosis, evidence } = composition;
  const { words, style } = wording;
  const rows = diagnosis.quality.flatMap((one): Cell[][] => {
    const found = extentOf(input.importReports, one.channel);
    if (found === undefined) return [];
    const number = (value: number) => cell(formatNumber(value, style, 4));
    const signal = one.signal ?? input.system.channels.find((channel) => channel.name === one.channel)?.signal ?? '';
    return [
      [
        cell(one.channel, evidence.channel(one.channel)),
        cell(wording.signals[signal] ?? '–'),
        number(found.min),
        number(found.mean),
        number(found.max),
        cell(unitSuffix(found.unit).trim()),
      ],
    ];
  });
  const columns = [
    column(words.channel, nameShare(rows)),
    column(words.quantity, 1.8),
    column(words.lowest, 1, 'right'),
    column(words.mean, 1, 'right'),
    column(words.highest, 1, 'right'),
    column(words.unit, 0.6),
  ];
  return { columns, rows };
}

/** Lowest, mean and highest value of a channel over all imports that hold it; the mean weighs each by its valid samples. */
function extentOf(reports: readonly ImportReport[], name: string) {
  const parts = reports.flatMap((report) => report.channels.filter((channel) => channel.name === name));
  const [first] = parts;
  const held = parts.filter(
    (part) => part.valid > 0 && part.min !== null && part.max !== null && part.mean !== null && part.unit === first?.unit,
  );
  const valid = held.reduce((sum, part) => sum + part.valid, 0);
  if (valid === 0) return undefined;
  const mean = held.reduce((sum, part) => sum + (part.mean ?? 0) * part.valid, 0) / valid;
  const unit = first?.unit ?? '';
  return { min: Math.min(...held.map((part) => part.min ?? 0)), mean, max: Math.max(...held.map((part) => part.max ?? 0)), unit };
}

function notMeasured(composition: Composition): Block[] {
  const { wording, diagnosis } = composition;
  const needs = new Map<string, string[]>();
  for (const indicator of diagnosis.indicators) {
    const need = indicator.notComputable?.wouldNeed;
    if (need === undefined || need === '') continue;
    needs.set(need, [...new Set([...(needs.get(need) ?? []), wording.say.inSentence(indicator.name)])]);
  }
  const items = [...needs].map(([need, names]) => [run(sentence(wording.say.neededFor(need.replace(/[.\s]+$/, ''), names.join(', '))))]);
  return items.length === 0 ? [paragraph(run(wording.say.allMeasured))] : list(items);
}
