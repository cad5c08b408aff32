import type { TableSheet } from '../../../platform/tables/workbook.ts';
import type { Figure, ReportDocument } from '../../report-document.schema.ts';
import { workbookWordingOf } from '../../wordings/workbook.wording.ts';
import { namedNumber } from '../section.mark.ts';
import { widthOf } from './printed-table.sheet.ts';
import { type ReportColumn, type ReportRow, reportColumns, reportRows } from './report-row.ts';

/** Units of the columns that have one for all rows; `null`: it stands in the row itself. */
const units: Partial<Record<ReportColumn, string | null>> = {
  value: null,
  uncertainty_k2: null,
  warning_low: null,
  warning_high: null,
  alarm_low: null,
  alarm_high: null,
  confidence: '1',
  coverage: '1',
  severity: '1–5',
};

/** What the report is, a line per field. */
export function factSheet(document: ReportDocument): TableSheet {
  const { sheets, facts } = workbookWordingOf(document.language);
  const rows = [
    [facts.number, namedNumber(document)],
    [facts.title, document.title],
    [facts.system, document.subtitle],
    [facts.created, document.createdAt],
    [facts.author, document.author],
    [facts.resultHash, document.resultSha256],
    ...standingRows(document),
    ...(document.isSimulated ? [[facts.simulated, document.labels.simulated ?? '']] : []),
  ];
  return {
    title: sheets.report,
    columns: [
      { title: facts.field, unit: '', width: 24 },
      { title: facts.content, unit: '', width: 72 },
    ],
    rows,
  };
}

/** How the report stands and who signed it: a workbook that is passed on says so, too. */
function standingRows({ standing, language }: ReportDocument): string[][] {
  if (!standing) return [];
  const { facts } = workbookWordingOf(language);
  const status = [standing.mark ?? standing.status, standing.sentence ?? ''].filter(Boolean).join('. ');
  const signatures = standing.slots.map(({ role, signature, open }) => [
    role,
    signature === null ? open : [signature.name, signature.at, signature.meaning, signature.note].filter(Boolean).join(' '),
  ]);
  return [[facts.status, status], ...signatures, [standing.contentLabel, standing.contentSha256]];
}

/** Indicators, findings, votes and test values: numbers in full, a sheet for each kind that the report has. */
export function valueSheets(document: ReportDocument): TableSheet[] {
  const { sheets } = workbookWordingOf(document.language);
  const kinds = [
    ['indicator', sheets.indicators],
    ['finding', sheets.findings],
    ['learned-model', sheets.models],
    ['guided-test', sheets.tests],
  ] as const;
  const rows = reportRows(document);
  return kinds.flatMap(([kind, title]) => {
    const own = rows.filter((row) => row.kind === kind);
    return own.length === 0 ? [] : [valueSheet(document, title, own)];
  });
}

function valueSheet({ language, parts }: ReportDocument, title: string, rows: readonly ReportRow[]): TableSheet {
  const { columns, inUnit } = workbookWordingOf(language);
  // Of a single recording the first sheet says which it is.
  const where = parts.length > 1 ? (['system', 'recording'] as const) : [];
  // A column without a single value in this sheet would only be in the way.
  const values = reportColumns.filter(
    (name): name is Exclude<ReportColumn, 'report' | 'kind' | 'system' | 'recording'> =>
      !['report', 'kind', 'system', 'recording'].includes(name) && rows.some((row) => (row[name] ?? '') !== ''),
  );
  const shown = [...where, ...values];
  return {
    title,
    columns: shown.map((name) => ({
      title: columns[name],
      unit: units[name] === null ? inUnit : (units[name] ?? ''),
      width: Math.max(widthOf(rows.map((row) => row[name] ?? null)), columns[name].length + 2),
    })),
    rows: rows.map((row) => shown.map((name) => row[name] ?? null)),
  };
}

/** What every id stands for: a row per range, so that times are numbers. */
export function evidenceSheet({ language, evidence }: ReportDocument): TableSheet {
  const { sheets, evidence: words } = workbookWordingOf(language);
  const whole = [{ channel: '', fromS: null, toS: null }];
  return {
    title: sheets.evidence,
    columns: [
      { title: words.id, unit: '', width: 10 },
      { title: words.kind, unit: '', width: 12 },
      { title: words.text, unit: '', width: 50 },
      { title: words.recording, unit: '', width: 38 },
      { title: words.channel, unit: '', width: 28 },
      { title: words.from, unit: 's', width: 12 },
      { title: words.to, unit: 's', width: 12 },
      { title: words.files, unit: '', width: 67 },
      { title: words.restsOn, unit: '', width: 24 },
    ],
    rows: evidence.flatMap(({ id, kind, text, recordingId, ranges, files, restsOn }) =>
      (ranges.length > 0 ? ranges : whole).map(({ channel, fromS, toS }) => [
        id,
        kind,
        text,
        recordingId,
        channel,
        fromS,
        toS,
        files.join(' '),
        restsOn.join(' '),
      ]),
    ),
  };
}

/** The curves of a figure as they are drawn: one row per point of the x axis. */
export function figureSheet({ language, labels }: ReportDocument, figure: Figure): TableSheet {
  const { curve } = workbookWordingOf(language);
  const series = figure.panes.flatMap((pane) => pane.series.map((one) => ({ one, unit: pane.axis })));
  const at = [...new Set(series.flatMap(({ one }) => one.at))].sort((a, b) => a - b);
  const positions = series.map(({ one }) => new Map(one.at.map((value, i) => [value, i])));
  const parts = ['min', 'mean', 'max'] as const;
  const names = { min: curve.lowest, mean: curve.mean, max: curve.highest };
  return {
    title: `${labels.figure ?? ''} ${figure.number}`,
    columns: [
      { title: figure.axis, unit: '', width: 18 },
      ...series.flatMap(({ one, unit }) => parts.map((part) => ({ title: `${one.name}, ${names[part]}`, unit, width: 20 }))),
    ],
    rows: at.map((value) => [
      value,
      ...series.flatMap(({ one }, i) => {
        const position = positions[i]?.get(value);
        return parts.map((part) => (position === undefined ? null : (one[part][position] ?? null)));
      }),
    ]),
  };
}
