import { type Composition, cell, column, paragraph, rangeText, run, secondsText, table } from '../report.composition.ts';
import type { Cell, Section } from '../report-document.schema.ts';
import type { ReportAnnotation } from '../report-input.schema.ts';

/** What people saw and want to be read here, by time. Without any there is no section. */
export function annotationSection(composition: Composition): Section[] {
  const { wording, input, evidence } = composition;
  const { words, say } = wording;
  if (input.annotations.length === 0) return [];
  const rows = input.annotations.map((annotation): Cell[] => [
    cell(timeText(composition, annotation)),
    annotation.channel === null ? cell('–') : cell(annotation.channel, evidence.channel(annotation.channel)),
    // A table cell is one paragraph: lines of a note become sentences of it.
    cell(annotation.text.trim().replaceAll(/\s*\n\s*/g, ' ')),
    cell(annotation.author),
  ]);
  const columns = [column(words.time, 1.1), column(words.channel, 0.8), column(words.annotation, 2.6), column(words.by, 0.8)];
  return [
    {
      id: 'annotations',
      title: wording.sections.annotations,
      annex: false,
      blocks: [
        paragraph(run(say.annotations)),
        ...table(composition, { caption: wording.captions.annotations, shows: 'annotations' }, { columns, rows }),
      ],
    },
  ];
}

function timeText(composition: Composition, { fromS, toS }: ReportAnnotation): string {
  return toS === null ? secondsText(composition.wording, fromS) : rangeText(composition, { fromS, toS });
}
