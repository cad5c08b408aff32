// A complete reader of series files, written from SERIES.md alone: it shares no code with the product. Needs Node 24 and nothing else.
//   node reference-reader.mjs FILE                      what the file holds, as JSON
//   node reference-reader.mjs FILE TIMEBASE CHANNEL     every sample as "milliseconds,value" (an empty value is missing)
//   node reference-reader.mjs FILE TIMEBASE CHANNEL windows   every window as "milliseconds,first sample,valid,min,max,mean,std,skewness,kurtosis,slope"
import { readFileSync } from 'node:fs';
import { crc32, zstdDecompressSync } from 'node:zlib';

const kinds = { values: 1, times: 2, ordinal: 8, first: 9 };
const moments = { valid: 10, min: 11, max: 12, mean: 13, std: 14, skewness: 15, kurtosis: 16, slope: 17 };
Object.assign(kinds, moments);
const chunkSamples = 65536;

function check(isGood, what) {
  if (!isGood) throw new Error(`damaged: ${what}`);
}

/** Header, trailer and directory (SERIES.md 1, 2 and 6). */
function readDirectory(file) {
  check(file.subarray(0, 8).toString('hex') === '895347530d0a1a0a', 'no series file');
  check(crc32(file.subarray(0, 12)) === file.readUInt32LE(12), 'header');
  check([1, 2].includes(file.readUInt16LE(8)), 'unknown version');
  const trailer = file.subarray(-32);
  check(trailer.subarray(24).toString('latin1') === 'SGSEND\r\n', 'the end is missing');
  check(crc32(trailer.subarray(0, 20)) === trailer.readUInt32LE(20), 'trailer');
  const at = trailer.readDoubleLE(0);
  const bytes = file.subarray(at, at + trailer.readUInt32LE(8));
  check(crc32(bytes) === trailer.readUInt32LE(16), 'directory');
  const special = (_, value) => (value && typeof value === 'object' && 'number' in value ? Number(value.number) : value);
  return JSON.parse(zstdDecompressSync(bytes).toString(), special);
}

/** One part: up to 65,536 values (SERIES.md 3). */
function readPart(part, name) {
  check(part.readUInt32LE(4) === part.length && crc32(part.subarray(4)) === part.readUInt32LE(0), `${name.kind} ${name.index}`);
  check(part.readUInt8(8) === kinds[name.kind] && part.readUInt16LE(12) === name.timeBase, 'another part stands here');
  check(part.readUInt32LE(16) === name.channel && part.readUInt32LE(20) === name.index, 'another part stands here');
  const [coding, flags, width, decimals] = [part.readUInt8(10), part.readUInt8(11), part.readUInt8(14), part.readUInt8(15)];
  const [count, stored, patches] = [part.readUInt32LE(24), part.readUInt32LE(28), part.readUInt32LE(32)];
  const body = flags & 2 ? zstdDecompressSync(part.subarray(48)) : part.subarray(48);
  check(body.length === part.readUInt32LE(36), 'body length');
  const patchesAt = flags & 4 ? Math.ceil(count / 8) : 0;
  const planes = body.subarray(patchesAt + 12 * patches);
  const present =
    coding === 0
      ? decimalsOf(planes, { stored, width, decimals, changes: flags & 1, base: part.readDoubleLE(40) })
      : floatsOf(planes, stored, width);
  for (let i = 0; i < patches; i++) present[body.readUInt32LE(patchesAt + 12 * i)] = body.readDoubleLE(patchesAt + 12 * i + 4);
  if (!(flags & 4)) return present;
  let next = 0;
  return Float64Array.from({ length: count }, (_, i) => (body[i >> 3] & (1 << (i & 7)) ? present[next++] : Number.NaN));
}

function decimalsOf(planes, { stored, width, decimals, changes, base }) {
  const values = new Float64Array(stored);
  let current = 0;
  for (let i = 0; i < stored; i++) {
    let number = 0;
    for (let plane = 0; plane < width; plane++) number += planes[plane * stored + i] * 256 ** plane;
    if (changes) current += number % 2 === 0 ? number / 2 : -(number + 1) / 2;
    else current = number;
    values[i] = (base + current) / 10 ** decimals;
  }
  return values;
}

function floatsOf(planes, stored, width) {
  const bytes = Buffer.alloc(stored * width);
  for (let i = 0; i < bytes.length; i++) bytes[i] = planes[(i % width) * stored + Math.floor(i / width)];
  return Float64Array.from({ length: stored }, (_, i) => (width === 4 ? bytes.readFloatLE(i * 4) : bytes.readDoubleLE(i * 8)));
}

function readColumn(file, column, { count, ...name }) {
  const all = new Float64Array(count);
  for (const [index, at] of column.at.entries()) {
    all.set(readPart(file.subarray(at, at + column.bytes[index]), { ...name, index }), index * chunkSamples);
  }
  return all;
}

/** Windows of a channel (SERIES.md 5), one line each. */
function windowLines(file, { summary, windows, channels }, [timeBase, channel]) {
  if (!windows) return [];
  const { lengthMs, count } = windows;
  const grid = ['ordinal', 'first'].map((kind) => readColumn(file, windows[kind], { kind, timeBase, channel: 0, count }));
  const columns = Object.keys(moments).map((kind) => readColumn(file, channels[channel].windows[kind], { kind, timeBase, channel, count }));
  return Array.from(grid[0], (ordinal, i) =>
    [summary.firstMs + ordinal * lengthMs, grid[1][i], ...columns.map((column) => column[i])].map(word),
  );
}

function word(value) {
  if (Number.isNaN(value)) return '';
  return Object.is(value, -0) ? '-0' : String(value);
}

const [path, timeBase, channel, what] = process.argv.slice(2);
const file = readFileSync(path);
const directory = readDirectory(file);
if (channel === undefined) {
  const holds = directory.timeBases.map(({ summary, channels }) => ({ ...summary, channels: channels.map(({ summary }) => summary) }));
  console.log(JSON.stringify({ clock: directory.clock, timeBases: holds }, null, 2));
} else if (what === 'windows') {
  const lines = windowLines(file, directory.timeBases[Number(timeBase)], [Number(timeBase), Number(channel)]);
  process.stdout.write(lines.map((cells) => `${cells.join(',')}\n`).join(''));
} else {
  const { summary, times, channels } = directory.timeBases[Number(timeBase)];
  const { count, firstMs, intervalMs } = summary;
  const stamps = times
    ? readColumn(file, times.column, { kind: 'times', timeBase: Number(timeBase), channel: 0, count })
    : Float64Array.from({ length: count }, (_, i) => firstMs + i * intervalMs);
  const name = { kind: 'values', timeBase: Number(timeBase), channel: Number(channel), count };
  const values = readColumn(file, channels[Number(channel)].values, name);
  process.stdout.write(Array.from(values, (value, i) => `${stamps[i]},${word(value)}\n`).join(''));
}
