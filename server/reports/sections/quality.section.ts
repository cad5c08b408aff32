import { sentenceIn } from '../../measurements/imports/german-sentence.schema.ts';
import { formatCount, formatShare } from '../number.format.ts';
import { type Composition, cell, column, list, nameShare, paragraph, rangeText, run, sentence, table } from '../report.composition.ts';
import type { Block, Cell, Level, Section } from '../report-document.schema.ts';

const notesShown = 4;

/** Which files, how many rows, and which channels may be believed (hydraulics.md C6; NAMUR NE 107). */
export function qualitySection(composition: Composition): Section {
  const { wording } = composition;
  return {
    id: 'quality',
    title: wording.sections.quality,
    annex: false,
    blocks: [
      { kind: 'heading', text: wording.headings.files },
      ...files(composition),
      { kind: 'heading', text: wording.headings.channels },
      ...channels(composition),
    ],
  };
}

function files(composition: Composition): Block[] {
  const { wording, input, diagnosis, evidence } = composition;
  const { words, style } = wording;
  const rows = diagnosis.recording.files.map((file): Cell[] => [
    cell(file.name, evidence.file(file.sha256)),
    cell(formatCount(file.bytes, style)),
    { text: file.sha256, mono: true },
  ]);
  const columns = [column(words.file, 1.6), column(words.bytes, 0.9, 'right'), column(words.sha, 2.6)];
  const notes = [...new Set(input.importReports.flatMap((report) => report.notes))];
  return [
    rowsSentence(composition),
    ...table(composition, { caption: wording.captions.files, shows: 'files' }, { columns, rows }),
    ...(notes.length === 0
      ? []
      : [
          { kind: 'label' as const, text: wording.say.importNotes },
          ...list(notes.map((note) => [run(sentence(sentenceIn(input.language, note).text))])),
        ]),
  ];
}

/** How many rows were read and why some were not: nothing disappears between file and recording. */
function rowsSentence({ wording, input, diagnosis, evidence }: Composition): Block {
  const { say, style } = wording;
  const files = formatCount(diagnosis.recording.files.length, style);
  const ids = diagnosis.recording.files.flatMap((file) => evidence.file(file.sha256));
  const reports = input.importReports;
  if (reports.length === 0) return paragraph(run(say.rowsUnknown(files), ids));
  const sum = (of: 'acceptedRows' | 'rejectedRows') =>
    formatCount(
      reports.reduce((total, report) => total + report[of], 0),
      style,
    );
  const reasons = new Map<string, number>();
  for (const [reason, count] of reports.flatMap((report) => Object.entries(report.rejectedByReason))) {
    if (count > 0) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  const why = [...reasons]
    .map(([reason, count]) => `${formatCount(count, style)} ${wording.rejected[reason] ?? reason.replaceAll('-', ' ')}`)
    .join(', ');
  const text = say.rows(files, sum('acceptedRows'), sum('rejectedRows'));
  return paragraph(run(why === '' ? text : `${text} ${say.rejectedBecause(why)}`, ids));
}

const levels: Record<string, Level> = {
  good: 'normal',
  failure: 'alarm',
  'check-function': 'attention',
  'out-of-specification': 'attention',
  'maintenance-required': 'attention',
};

function channels(composition: Composition): Block[] {
  const { wording, diagnosis, evidence } = composition;
  const { words, say, style } = wording;
  const bad = diagnosis.quality.filter((one) => one.status !== 'good');
  const total = formatCount(diagnosis.quality.length, style);
  const rows = diagnosis.quality.map((one): Cell[] => {
    const notes = one.notes.slice(0, notesShown).map((note) => {
      const where = note.range === null ? '' : ` (${rangeText(composition, note.range)})`;
      return sentence(`${note.text.trim().replace(/\.$/, '')}${where}`);
    });
    const rest = one.notes.length - notesShown;
    if (rest > 0) notes.push(sentence(say.also(formatCount(rest, style))));
    return [
      cell(one.channel, evidence.channel(one.channel)),
      cell(one.signal === null ? '–' : (wording.signals[one.signal] ?? one.signal)),
      { text: wording.ne107[one.status], level: levels[one.status] ?? 'unknown' },
      cell(formatShare(one.validShare, style)),
      cell(notes.length === 0 ? '–' : notes.join(' ')),
    ];
  });
  const columns = [
    column(words.channel, nameShare(rows)),
    column(words.quantity, 1.5),
    column(words.status, 1),
    column(words.valid, 0.6, 'right'),
    column(words.notes, 2),
  ];
  return [
    paragraph(run(bad.length === 0 ? say.qualityAllGood(total) : say.qualitySome(formatCount(bad.length, style), total))),
    ...table(composition, { caption: wording.captions.channels, shows: 'channels' }, { columns, rows }),
  ];
}
