import { Problem } from '../../platform/problem.ts';
import type { TextStyle } from '../../platform/tables/cell-text.ts';
import { chooseChannels, chooseRange } from '../channel-choice.ts';
import type { Recording, RecordingChannel } from '../recording.schema.ts';
import { startMs } from '../recording-clock.ts';
import type { ExportQuery } from './export.schema.ts';
import type { ExportTable, ExportTask, TimeStyle } from './export-task.ts';

/** A recording as the planner needs it. */
export interface ExportSubject {
  readonly recording: Recording;
  readonly channels: readonly RecordingChannel[];
  /** The series file that holds a channel. */
  pathOf(channel: RecordingChannel): string;
  readonly siteZone: string;
}

/** Everything that the writer needs to know. @throws Problem `channel-not-found`, `range-empty`, `export-marks-clash`, `export-no-clock` */
export function planExport(subject: ExportSubject, query: ExportQuery): ExportTask {
  const { recording } = subject;
  return {
    format: query.format,
    tables: tablesOf(subject, query),
    text: textStyle(query),
    time: timeStyle(subject, query),
    origin: { recordingId: recording.id, recording: recording.name, seriesSha256: recording.seriesSha256 },
  };
}

function textStyle({ decimalMark = 'point', delimiter = decimalMark === 'comma' ? 'semicolon' : 'comma' }: ExportQuery): TextStyle {
  if (decimalMark === 'comma' && delimiter === 'comma')
    throw new Problem('export-marks-clash', 422, 'A comma cannot be both decimal mark and delimiter', {
      errors: [{ pointer: '#/delimiter', detail: 'choose a semicolon or tab beside decimal commas' }],
    });
  const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;
  return { decimalMark: decimalMark === 'comma' ? ',' : '.', delimiter: delimiters[delimiter] };
}

function timeStyle({ recording, siteZone }: ExportSubject, query: ExportQuery): TimeStyle {
  const hasClock = recording.startedAt !== null;
  if (query.time === 'clock' && !hasClock)
    throw new Problem('export-no-clock', 422, 'The recording has no clock', {
      detail: 'Its file names no date, so there are no instants to write. Export with time=seconds.',
      errors: [{ pointer: '#/time', detail: 'must be seconds' }],
    });
  if (query.time === 'seconds' || !hasClock) return { kind: 'seconds', zeroMs: startMs(recording) };
  return { kind: 'clock', zone: siteZone };
}

function tablesOf({ recording, channels, pathOf }: ExportSubject, query: ExportQuery): ExportTable[] {
  const chosen = query.channels === undefined ? channels : chooseChannels(channels, query.channels);
  const range = chooseRange(query, recording.durationMs);
  const zeroMs = startMs(recording);
  const ends = {
    ...(range.fromMs === undefined ? {} : { fromMs: range.fromMs + zeroMs }),
    ...(range.toMs === undefined ? {} : { toMs: range.toMs + zeroMs }),
  };
  const groups = Map.groupBy(chosen, (channel) => `${channel.timeBase} ${pathOf(channel)}`);
  return [...groups.values()].map((group, i): ExportTable => {
    const [first] = group as [RecordingChannel];
    const name = groups.size === 1 ? recording.name : `${i + 1} ${rateText(first.intervalMs)}`;
    return {
      name: fileNameOf(name),
      path: pathOf(first),
      timeBase: first.timeBase,
      channels: group.map(({ position, name, unit }) => ({ position, name, unit })),
      ...ends,
    };
  });
}

function rateText(intervalMs: number | null): string {
  if (intervalMs === null || intervalMs <= 0) return 'single values';
  return intervalMs < 1000 ? `every ${Number(intervalMs.toPrecision(4))} ms` : `every ${Number((intervalMs / 1000).toPrecision(4))} s`;
}

/** A name that every file system takes. */
export function fileNameOf(name: string): string {
  const clean = name
    .replace(/[\p{Cc}"*/:<>?\\|]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 100);
  return clean === '' ? 'recording' : clean;
}
