import { createSeriesWriter, type SeriesWriter } from '../series/series-writer.ts';
import { convertColumn } from './column-conversion.ts';
import { splitHeader } from './header-detection.ts';
import type { ChannelRecipe, ImportResult, LaneRecipe } from './import.types.ts';
import { notUnderstood, questionsProblem, refusalProblem } from './import-problem.ts';
import { laneChannels, type NamedUnit } from './lane-detection.ts';
import { type LaneHandler, LaneReader } from './lane-reader.ts';
import { type LaneJob, laneReport } from './lane-report.ts';
import { Lanes } from './lane-store.ts';
import { LineBlocks, openGzip, openPlain } from './line-blocks.ts';
import { readMetadata } from './metadata-detection.ts';
import { Pace } from './pace.ts';
import { RejectedRows } from './rejected-rows.ts';
import { isRelativeClock } from './relative-start.ts';
import { TooFarOutOfOrder } from './row-store.ts';
import { readStart } from './start-time-detection.ts';
import { checkYield, inWords, siteClock, startBase, tooLarge } from './table-import.ts';
import { asUtf8 } from './text-encoding.ts';

/** A channel as one block or the first of its lines announces it. */
interface Opening extends NamedUnit {
  /** Wall clock of its zero, ms as if UTC; null: as the first block. */
  readonly startMs: number | null;
}

type Announced = Parameters<LaneHandler['open']>[0];

/** Reads a file with one value in a line, twice: which channels there are, then their values. */
export async function importLanes(job: LaneJob): Promise<ImportResult> {
  const openings = new Map<string, Opening>();
  const pace = new Pace(job.context, job.file.bytes * 2);
  const scout = new LaneReader(job.recipe, {
    open(announced) {
      const name = announced.name ?? '';
      if (announced.header === null && openings.has(name)) return;
      const opening = openingOf(announced, job);
      if (!openings.has(opening.name)) openings.set(opening.name, opening);
    },
    value() {},
    reject() {},
  });
  try {
    await readLines(job, scout, { pace, before: 0 });
    const { channels, questions } = laneChannels([...openings.values()], job.input.answers);
    if (questions.length > 0) throw questionsProblem(questions);
    if (channels.length > 65_000) throw refusalProblem(notUnderstood('It names more than 65,000 channels.'), job.file.name);
    return await importChannels({ ...job, recipe: { ...job.recipe, channels } }, channels, pace);
  } catch (error) {
    if (!(error instanceof TooFarOutOfOrder)) throw inWords(error, job);
    const detail = 'Its rows are further out of time order than can be sorted at once. Sort the file by time, or import it in parts.';
    throw refusalProblem(notUnderstood(detail), job.file.name);
  }
}

/** Name, unit and start of a channel: from its own lines, else from the header above its values. */
function openingOf({ name, unit, preamble, header }: Announced, { recipe, input }: LaneJob): Opening {
  if (header === null) return { name: name ?? '', unit, startMs: null };
  const value = splitHeader(header.cells[1] ?? '');
  const metadata = readMetadata(preamble, []);
  const start = readStart(metadata, input.answers).start?.startMs ?? null;
  return { name: metadata.channel ?? value.name, unit: value.unit ?? metadata.unit ?? unitOf(recipe, value.name), startMs: start };
}

function unitOf({ channels }: LaneRecipe, name: string): string | null {
  return channels.find((channel) => channel.name === name)?.unitWritten ?? null;
}

async function importChannels(job: LaneJob, channels: readonly ChannelRecipe[], pace: Pace): Promise<ImportResult> {
  const { recipe, input, file } = job;
  const clock = siteClock(recipe, input.siteZone);
  const rejected = new RejectedRows(input.rejectedFile);
  const lanes = new Lanes({ recipe, rejected, clock });
  let sink: SeriesWriter | null = null;
  try {
    const timeBases = channels.map(({ name, unit }) => ({ channels: [{ name, unit }] }));
    sink = await createSeriesWriter({ path: input.outFile, clock: isRelativeClock(recipe.time) ? 'relative' : 'absolute', timeBases });
    const indexOf = new Map(channels.map(({ name }, index) => [name, index]));
    const reader = new LaneReader(recipe, {
      open(announced) {
        if (announced.header === null) return lanes.select(indexOf.get(announced.name ?? '')!, 0);
        const { name, startMs } = openingOf(announced, job);
        const time = startMs === null ? recipe.time : { ...recipe.time, startMs };
        lanes.select(indexOf.get(name)!, startBase({ time }, clock));
      },
      value: (ms, value, cell) => lanes.add(ms, value, cell),
      reject: (line, reason, text) => rejected.add({ line, reason, text }),
    });
    const flush = async (all: boolean): Promise<void> => {
      for (const { lane, block } of lanes.take(all)) {
        convertColumn(block.columns[0]!, block.rows, channels[lane]!);
        await sink!.append(lane, block);
      }
      rejected.spill(lanes.lastAcceptedLine);
    };
    await readLines(job, reader, { pace, before: file.bytes, afterBlock: () => flush(false) });
    await flush(true);
    rejected.finish(lanes.lastAcceptedLine);
    checkYield({ job, accepted: lanes.acceptedRows, rejected });
    const series = await pace.finishing(file.bytes * 2, sink.finish());
    return laneReport({ job, clock, series, lanes, rejected });
  } catch (error) {
    rejected.abort();
    await sink?.abort();
    throw error;
  }
}

/** Feeds a reader line by line, a megabyte at a time. */
async function readLines(
  job: LaneJob,
  reader: LaneReader,
  progress: { pace: Pace; before: number; afterBlock?: () => Promise<void> },
): Promise<void> {
  const { file, recipe, input } = job;
  const source = asUtf8(job.container === 'gzip' ? openGzip(file.path) : openPlain(file.path), recipe.encoding);
  try {
    const blocks = new LineBlocks(source);
    for (let block = await blocks.next(); block !== null; block = await blocks.next()) {
      const from = reader.line === 0 && recipe.bom ? 3 : 0;
      reader.isUnterminated = block.isUnterminated;
      const text = block.bytes.toString('utf8', from, block.isOverlong ? block.to : block.to - 1);
      for (const line of text.split('\n')) reader.read(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (blocks.bytesRead > input.limits.maxBytes) throw tooLarge(job);
      await progress.afterBlock?.();
      await progress.pace.beat(progress.before + source.bytesDone);
    }
    reader.finish();
  } finally {
    source.close();
  }
}
