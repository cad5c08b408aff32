import { type ExportQuery, exportFormats } from '../measurements/exports/export.schema.ts';
import type { Recording } from '../measurements/recording.schema.ts';
import { startMs } from '../measurements/recording-clock.ts';
import { type Command, commandLineActor, oneOf, parse, UsageError, withAppliance } from './command.ts';
import { exportData } from './data-export.command.ts';

const options = {
  format: { type: 'string' },
  out: { type: 'string' },
  channels: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'decimal-mark': { type: 'string' },
  delimiter: { type: 'string' },
  time: { type: 'string' },
} as const;

export const exportCommand: Command = {
  usage:
    'export RECORDING --format csv|parquet|xlsx --out FILE [--channels 0,2] [--from T] [--to T] [--decimal-mark point|comma] [--delimiter comma|semicolon|tab] [--time clock|seconds]   (T: seconds since the start, or an instant such as 2026-01-05T06:00:00Z)\n  export data --out FILE.zip [--format csv|json|parquet] [--datasets systems,recordings,diagnoses,reports,audit] [--site NAME] [--from DAY] [--to DAY]',
  async run(args, { output }) {
    if (args[0] === 'data') return exportData(args.slice(1), output);
    const { values, positionals } = parse(args, options, { least: 1, most: 1 });
    const path = values.out;
    if (!path) throw new UsageError('--out is missing.');
    const channels = values.channels;
    if (channels !== undefined && !/^\d+(,\d+)*$/.test(channels)) throw new UsageError('--channels takes indexes such as 0,2,5.');
    const style = {
      format: oneOf('format', values.format ?? 'csv', exportFormats),
      ...(channels === undefined ? {} : { channels }),
      ...(values['decimal-mark'] === undefined ? {} : { decimalMark: oneOf('decimal-mark', values['decimal-mark'], ['point', 'comma']) }),
      ...(values.delimiter === undefined ? {} : { delimiter: oneOf('delimiter', values.delimiter, ['comma', 'semicolon', 'tab']) }),
      ...(values.time === undefined ? {} : { time: oneOf('time', values.time, ['clock', 'seconds']) }),
    } satisfies ExportQuery;
    await withAppliance(values.data, async ({ recordings, exports }) => {
      const { recording } = await recordings.getDetail(positionals[0] as string);
      const query = {
        ...style,
        ...(values.from === undefined ? {} : { fromMs: readTime('from', values.from, recording) }),
        ...(values.to === undefined ? {} : { toMs: readTime('to', values.to, recording) }),
      };
      const written = await exports.write(recording.id, query, { actor: commandLineActor(), path });
      output.result(`${path}  ${written.bytes} bytes`, { file: path, ...written });
    });
  },
};

/** ms since the start of the recording. */
function readTime(name: string, text: string, recording: Recording): number {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const ms = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new UsageError(`--${name} takes seconds since the start, or an instant with its zone; "${text}" is neither.`);
  if (recording.startedAt === null) throw new UsageError(`The recording has no clock: --${name} takes seconds since its start.`);
  return ms - startMs(recording);
}
