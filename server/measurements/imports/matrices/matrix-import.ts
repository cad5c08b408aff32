import { createSeriesWriter, encoderThreads, type SeriesWriter } from '../../series/series-writer.ts';
import { convertColumn } from '../detections/column-conversion.ts';
import type { ImportPart, ImportResult, MatrixFileRecipe, MatrixRecipe } from '../import.types.ts';
import { notUnderstood, refusalProblem } from '../import-problem.ts';
import { Pace } from '../pace.ts';
import { openPart } from '../parts/part-source.ts';
import { RejectedRows } from '../quality/rejected-rows.ts';
import type { ByteSource } from '../texts/line-blocks.ts';
import { wallClock } from '../times/wall-clock.ts';
import { type MatrixJob, matrixReport } from './matrix-report.ts';
import { MatrixRows } from './matrix-rows.ts';

/** Samples of a block that goes to the series writer. */
const BLOCK_SAMPLES = 65_536;

/** Reads one file per sensor, row by row side by side, into one series file with one time base per sample rate. */
export async function importMatrix(job: MatrixJob): Promise<ImportResult> {
  const { recipe, input } = job;
  const rates = [...new Set(recipe.files.map(({ intervalMs }) => intervalMs))].sort((a, b) => a - b);
  const groups = rates.map((rate) => recipe.files.filter(({ intervalMs }) => intervalMs === rate));
  const rejected = new RejectedRows(input.rejectedFile);
  const startMs = startOf(recipe, input.siteZone);
  const total = recipe.files.reduce((sum, { file }) => sum + partOf(job, file).bytes, 0);
  const state: Reading = { job, rejected, startMs, pace: new Pace(job.context, total), readers: new Map(), cycles: null, bytesBefore: 0 };
  let writer: SeriesWriter | null = null;
  try {
    const timeBases = groups.map((files) => ({
      channels: files.map(({ channel }) => ({ name: channel.name, unit: channel.unit })),
      cycleMs: recipe.cycleMs,
    }));
    writer = await createSeriesWriter({ path: input.outFile, clock: recipe.clock, timeBases, threads: encoderThreads(total) });
    for (const [timeBase, files] of groups.entries()) await readGroup(state, { timeBase, files, writer });
    rejected.finish(Number.POSITIVE_INFINITY);
    const series = await state.pace.finishing(total, writer.finish());
    const cycles = state.cycles ?? 0;
    return matrixReport({ job, groups, series, rejected, readers: state.readers, cycles, startMs });
  } catch (error) {
    rejected.abort();
    await writer?.abort();
    throw error;
  }
}

interface Reading {
  readonly job: MatrixJob;
  readonly rejected: RejectedRows;
  readonly startMs: number;
  readonly pace: Pace;
  readonly readers: Map<string, MatrixRows>;
  /** Rows of the files read so far; null: none yet. */
  cycles: number | null;
  bytesBefore: number;
}

interface Group {
  readonly timeBase: number;
  readonly files: readonly MatrixFileRecipe[];
  readonly writer: SeriesWriter;
}

function partOf({ parts }: Pick<MatrixJob, 'parts'>, name: string): ImportPart {
  const part = parts.find((candidate) => candidate.name === name);
  if (part === undefined) throw new Error(`The recipe names a file that was not given: ${name}`);
  return part;
}

/** All files of one sample rate in lockstep. */
async function readGroup(state: Reading, { timeBase, files, writer }: Group): Promise<void> {
  const sources: ByteSource[] = [];
  try {
    for (const recipe of files) sources.push(openPart(partOf(state.job, recipe.file), recipe));
    const readers = files.map((recipe, i) => new MatrixRows({ recipe, source: sources[i]!, rejected: state.rejected }));
    files.forEach(({ file }, i) => {
      state.readers.set(file, readers[i]!);
    });
    const { columns, intervalMs } = files[0]!;
    const rowsPerBlock = Math.max(1, Math.floor(BLOCK_SAMPLES / columns));
    let cycle = 0;
    for (let isOver = false; !isOver; ) {
      const blocks = files.map(() => new Float64Array(rowsPerBlock * columns));
      let rows = 0;
      while (rows < rowsPerBlock && !isOver) {
        const hasRow: boolean[] = [];
        for (const [i, reader] of readers.entries()) hasRow.push(await reader.next(blocks[i]!, rows * columns));
        isOver = !hasRow.every(Boolean);
        if (isOver && hasRow.some(Boolean))
          throw unequal(files[hasRow.indexOf(true)]!.file, files[hasRow.indexOf(false)]!.file, cycle + rows);
        if (!isOver) rows++;
        await state.pace.beat(state.bytesBefore + sources.reduce((sum, source) => sum + source.bytesDone, 0));
      }
      const times = new Float64Array(rows * columns);
      for (let i = 0, sample = cycle * columns; i < times.length; i++, sample++) times[i] = state.startMs + sample * intervalMs;
      files.forEach(({ channel }, i) => {
        convertColumn(blocks[i]!, rows * columns, channel);
      });
      if (rows > 0) await writer.append(timeBase, { times, columns: blocks, rows: rows * columns });
      cycle += rows;
    }
    if (state.cycles !== null && state.cycles !== cycle)
      throw unequal(state.job.recipe.files[0]!.file, files[0]!.file, Math.min(state.cycles, cycle));
    state.cycles = cycle;
    state.bytesBefore += sources.reduce((sum, source) => sum + source.bytesDone, 0);
  } finally {
    for (const source of sources) source.close();
  }
}

function unequal(one: string, other: string, rows: number): Error {
  const detail = `The files do not have equally many rows: after row ${rows} only one of ${one} and ${other} goes on, so their cycles do not belong together. Nothing was imported.`;
  return refusalProblem(notUnderstood(detail));
}

/** Unix ms of the first sample; 0 when the clock is relative. */
function startOf({ start, zone }: MatrixRecipe, siteZone: string): number {
  if (start === null) return 0;
  const iso = start.replace(' ', 'T');
  if (zone !== null) return Date.parse(iso);
  return wallClock(siteZone).toUtc(Date.parse(`${iso}Z`), Number.NEGATIVE_INFINITY);
}
