import { oneOf, type RandomSource } from './random-source.ts';

/** What breaks readers: signs with a meaning, long runs, numbers at the edge, marks of encodings and archives. */
const snippets: readonly Buffer[] = [
  ...[
    '\n',
    '\r',
    '\r\n\r\n',
    ';',
    ',',
    '\t',
    '|',
    '"',
    '""',
    "'",
    '\u0000',
    '\ufeff',
    '#',
    '[',
    ']',
    '-',
    '+',
    '.',
    'E',
    'e+999',
    ' ',
    '\u001a',
  ],
  ...[
    '9'.repeat(400),
    '1e308',
    '-1e400',
    '0x1F',
    '1_000',
    'NaN',
    'Inf',
    '#WERT!',
    'OL',
    '24:00:00',
    '23:59:60',
    '2025-13-45',
    '31.02.2026',
  ],
  ...[
    '99999999999999999999',
    '0.'.repeat(50),
    ';'.repeat(3000),
    '\n'.repeat(500),
    '"'.repeat(201),
    'x'.repeat(70_000),
    'sep=;\n',
    '\u202f',
    '−',
  ],
].map((text) => Buffer.from(text));
const bytes: readonly Buffer[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xef, 0xbb, 0xbf],
  [0x80, 0x81],
  [0x50, 0x4b, 3, 4],
  [0x1f, 0x8b, 8],
  [0xff, 0xff, 0xff, 0xff],
].map((list) => Buffer.from(list));
const most = 400_000;

/** One to seven changes: bits, bytes, snippets, cuts, copies, swaps, splices with another file. */
export function mutate(seed: Buffer, other: Buffer, random: RandomSource): Buffer {
  let file = Buffer.from(seed);
  for (let changes = 1 + random(7); changes > 0; changes--) file = oneOf(random, changesOfAFile)(file, random, other);
  return file.subarray(0, most);
}

type Change = (file: Buffer, random: RandomSource, other: Buffer) => Buffer<ArrayBuffer>;

const changesOfAFile: readonly Change[] = [
  function flipBit(file, random) {
    if (file.length === 0) return Buffer.alloc(0);
    const changed = Buffer.from(file);
    const at = random(changed.length);
    changed[at] = changed[at]! ^ (1 << random(8));
    return changed;
  },
  function setByte(file, random) {
    const changed = Buffer.from(file);
    if (changed.length > 0) changed[random(changed.length)] = random(256);
    return changed;
  },
  (file, random) => insert(file, random(file.length + 1), oneOf(random, snippets)),
  (file, random) => insert(file, random(file.length + 1), oneOf(random, bytes)),
  function cutOut(file, random) {
    const from = random(file.length + 1);
    return Buffer.concat([file.subarray(0, from), file.subarray(from + random(40))]);
  },
  (file, random) => Buffer.from(file.subarray(0, random(file.length + 1))),
  (file, random) => Buffer.from(file.subarray(random(file.length + 1))),
  (file, random) => Buffer.concat([file, file.subarray(random(file.length + 1))]),
  function moveLine(file, random) {
    const lines = splitLines(file);
    const [line] = lines.splice(random(lines.length), 1);
    lines.splice(random(lines.length + 1), 0, line ?? Buffer.alloc(0));
    return Buffer.concat(lines);
  },
  function repeatLine(file, random) {
    const lines = splitLines(file);
    const at = random(lines.length);
    lines.splice(at, 0, ...Array.from({ length: 1 + random(30) }, () => lines[at]!));
    return Buffer.concat(lines);
  },
  function splice(file, random, other) {
    return Buffer.concat([file.subarray(0, random(file.length + 1)), other.subarray(random(other.length + 1))]);
  },
  function replaceSign(file, random) {
    const [from, to] = [oneOf(random, signs), oneOf(random, signs)];
    return Buffer.from(file.map((byte) => (byte === from ? to : byte)));
  },
];
const signs = [...';,\t|. :-/\n"0'].map((sign) => sign.charCodeAt(0));

function insert(file: Buffer, at: number, part: Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([file.subarray(0, at), part, file.subarray(at)]);
}

function splitLines(file: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < file.length; ) {
    const end = file.indexOf(10, from);
    const to = end === -1 ? file.length : end + 1;
    lines.push(file.subarray(from, to));
    from = to;
  }
  return lines.length === 0 ? [Buffer.alloc(0)] : lines;
}
