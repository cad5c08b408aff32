import { parseUnit } from '../../../systems/units.ts';
import { convertColumn } from '../detections/column-conversion.ts';
import { splitHeader } from '../detections/header-cell.ts';
import { laneChannels, type NamedUnit } from '../detections/lane-detection.ts';
import { readMetadata } from '../detections/metadata-detection.ts';
import { readStart } from '../detections/start-time-detection.ts';
import type { ChannelRecipe, ImportInput, LaneRecipe, ReportedFile } from '../import.types.ts';
import { siteClock, startBase } from '../import-clock.ts';
import { notUnderstood, questionsProblem, refusalProblem } from '../import-problem.ts';
import type { Pace } from '../pace.ts';
import { beginPart } from '../parts/part-account.ts';
import { endingOf, openPart } from '../parts/part-source.ts';
import type { TrackOutcome, TrackPart, TrackReading } from '../parts/track.ts';
import { ConflictingPart, checkYield, inWords, tooLarge } from '../read-problem.ts';
import { LineBlocks } from '../texts/line-blocks.ts';
import type { WallClock } from '../times/wall-clock.ts';
import { type LaneHandler, LaneReader } from './lane-reader.ts';
import { laneOutcome } from './lane-report.ts';
import { Lanes } from './lane-store.ts';
import { PairReader } from './pair-reader.ts';

/** A channel as one block or the first of its lines announces it. */
interface Opening extends NamedUnit {
  /** Wall clock of its zero, ms as if UTC; null: as the first block. */
  readonly startMs: number | null;
}

type Announced = Parameters<LaneHandler['open']>[0];
type LanePart = TrackPart<LaneRecipe>;

/** First pass: which channels the files hold, in the order in which they come up. */
export async function findLanes(
  parts: readonly LanePart[],
  reading: { readonly input: ImportInput; readonly pace: Pace; bytesBefore: number },
): Promise<readonly ChannelRecipe[]> {
  // Side by side all channels stand in the header.
  if (parts[0]!.recipe.layout === 'side-by-side') return parts[0]!.recipe.channels;
  const openings = new Map<string, Opening>();
  const numbered = new Set<string>();
  let current = '';
  for (const part of parts) {
    const own = new Map<string, Opening>();
    const scout = new LaneReader(part.recipe, {
      open(announced) {
        current = announced.name ?? '';
        if (announced.header === null && own.has(current)) return;
        const opening = openingOf(announced, part.recipe, reading.input);
        current = opening.name;
        const before = own.get(opening.name);
        if (before === undefined) own.set(opening.name, opening);
        else if (isOtherUnit(before.unit, opening.unit)) throw unitsDiffer(opening.name, [before.unit!, opening.unit!], part);
      },
      value(_, value) {
        if (!Number.isNaN(value)) numbered.add(current);
      },
      reject() {},
    });
    await readLines(part, scout, reading);
    for (const [name, opening] of own) {
      const before = openings.get(name);
      if (before !== undefined && before.unit !== opening.unit) throw new ConflictingPart(part.part);
      openings.set(name, before ?? opening);
    }
  }
  const { channels, questions } = laneChannels(
    [...openings.values()].map((opening) => withoutUnit(opening, numbered)),
    reading.input.answers,
  );
  if (questions.length > 0) throw questionsProblem(questions);
  if (channels.length === 0) {
    const detail = 'None of its lines behind the header could be read as a value of a channel.';
    throw refusalProblem({ code: 'import-no-data', detail }, parts[0]!.part.name);
  }
  if (channels.length > 65_000) throw refusalProblem(notUnderstood('It names more than 65,000 channels.'), parts[0]!.part.name);
  return channels;
}

/** Where no value is a number (AUTO, MAN), nobody is asked for a unit. */
function withoutUnit({ name, unit }: NamedUnit, numbered: ReadonlySet<string>): NamedUnit {
  return { name, unit: (unit ?? '') === '' && !numbered.has(name) ? '-' : unit };
}

function isOtherUnit(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other && parseUnit(one)?.symbol !== parseUnit(other)?.symbol;
}

function unitsDiffer(name: string, [first, later]: readonly [string, string], { part }: LanePart): Error {
  const detail = `The channel "${name}" comes in ${first} and in a later block in ${later}. Cut the file there and import the parts one by one.`;
  return refusalProblem(notUnderstood(detail), part.name);
}

/** Name, unit and start of a channel: from its own lines, else from the header above its values. */
function openingOf({ name, unit, preamble, header }: Announced, recipe: LaneRecipe, { answers }: ImportInput): Opening {
  if (header === null) return { name: name ?? '', unit, startMs: null };
  const value = splitHeader(header.cells[1] ?? '');
  const metadata = readMetadata(preamble, []);
  const start = readStart(metadata, answers).start?.startMs ?? null;
  return { name: metadata.channel ?? value.name, unit: value.unit ?? metadata.unit ?? unitOf(recipe, value.name), startMs: start };
}

function unitOf({ channels }: LaneRecipe, name: string): string | null {
  return channels.find((channel) => channel.name === name)?.unitWritten ?? null;
}

/** Reads files with one value in a line, one after the other; every channel is a time base of its own. */
export async function readLanes(
  parts: readonly LanePart[],
  channels: readonly ChannelRecipe[],
  reading: TrackReading,
): Promise<TrackOutcome> {
  const { input } = reading;
  const { recipe } = parts[0]!;
  const lanes = new Lanes({ recipe, channels: channels.length, rejected: reading.rejected });
  const state: LaneState = { reading, lanes, channels, indexOf: new Map(channels.map(({ name }, index) => [name, index])) };
  const files = [];
  for (const [index, part] of parts.entries()) {
    try {
      files.push(await readPart(state, part));
    } catch (error) {
      throw inWords(error, part, input.siteZone);
    }
    if (index === parts.length - 1) await flush(state, true);
  }
  return laneOutcome({ input, parts, files, channels, clock: siteClock(recipe.time, input.siteZone), lanes });
}

interface LaneState {
  readonly reading: TrackReading;
  readonly lanes: Lanes;
  readonly channels: readonly ChannelRecipe[];
  readonly indexOf: ReadonlyMap<string, number>;
}

async function flush({ reading, lanes, channels }: LaneState, all: boolean): Promise<void> {
  for (const { lane, block } of lanes.take(all)) {
    convertColumn(block.columns[0]!, block.rows, channels[lane]!);
    await reading.writer.append(reading.firstTimeBase + lane, block);
  }
  reading.rejected.spill(lanes.lastAcceptedLine);
}

async function readPart(state: LaneState, lanePart: LanePart): Promise<ReportedFile> {
  const { reading, lanes } = state;
  const { part, recipe, firstMs } = lanePart;
  const { input, rejected } = reading;
  const clock = siteClock(recipe.time, input.siteZone);
  lanes.begin(recipe, clock);
  rejected.file = reading.isSeveral ? part.name : null;
  const account = beginPart(part, rejected);
  const before = { rows: lanes.placedRows, newestMs: lanes.newestMs };
  const reader = readerOf(state, recipe, clock);
  await readLines(lanePart, reader, reading, () => flush(state, false));
  rejected.settle(lanes.lastAcceptedLine, endingOf(part));
  const accepted = lanes.placedRows - before.rows;
  const file = account.close({ lines: reader.line, accepted, newestBeforeMs: before.newestMs, firstMs });
  checkYield(file, part, rejected);
  return file;
}

function readerOf({ reading, lanes, indexOf }: LaneState, recipe: LaneRecipe, clock: WallClock | null): LineReader {
  const { input, rejected } = reading;
  if (recipe.layout === 'side-by-side') return new PairReader({ recipe, lanes, rejected, clock });
  return new LaneReader(recipe, {
    open(announced) {
      if (announced.header === null) return lanes.select(indexOf.get(announced.name ?? '')!, 0);
      const { name, startMs } = openingOf(announced, recipe, input);
      const time = startMs === null ? recipe.time : { ...recipe.time, startMs };
      lanes.select(indexOf.get(name)!, startBase(time, clock));
    },
    value: (ms, value, cell) => lanes.add(ms, value, cell),
    reject: (line, reason, text) => rejected.add({ line, reason, text }),
  });
}

interface LineReader {
  line: number;
  isUnterminated: boolean;
  read(text: string): void;
  finish(): void;
}

/** Feeds a reader line by line, a megabyte at a time. */
async function readLines(
  { part, recipe }: LanePart,
  reader: LineReader,
  reading: { readonly input: ImportInput; readonly pace: Pace; bytesBefore: number },
  afterBlock?: () => Promise<void>,
): Promise<void> {
  const source = openPart(part, recipe);
  reader.line = -(part.addedLines ?? 0);
  try {
    const blocks = new LineBlocks(source);
    for (let block = await blocks.next(); block !== null; block = await blocks.next()) {
      const from = reader.line <= 0 && recipe.bom ? 3 : 0;
      reader.isUnterminated = block.isUnterminated;
      const text = block.bytes.toString('utf8', from, block.isOverlong ? block.to : block.to - 1);
      for (const line of text.split('\n')) reader.read(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (blocks.bytesRead > reading.input.limits.maxBytes) throw tooLarge(part, reading.input);
      await afterBlock?.();
      await reading.pace.beat(reading.bytesBefore + source.bytesDone);
    }
    reader.finish();
  } finally {
    source.close();
  }
  reading.bytesBefore += part.bytes;
}
