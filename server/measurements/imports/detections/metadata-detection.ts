import { dayOfText, type NamedDate } from '../times/written-date.ts';
import { zoneOf } from '../times/zone-text.ts';
import { findLegend, type LegendEntry } from './channel-legend.ts';
import type { TableRow } from './delimiter-detection.ts';
import { findMissingCodes, findScalings, type ScalingNotes } from './scaling-detection.ts';

/** What the lines before a table say about it, as far as it changes what the numbers mean. */
export interface FileMetadata {
  /** IANA name or offset; null: the lines name none. */
  readonly zone: string | null;
  /** A zone is named, but in words that leave it open (`CET`, `(UTC+01:00) Berlin`). */
  readonly openZone: string | null;
  /** Date and clock of the first sample as written. */
  readonly start: string | null;
  /** A date that stands alone. */
  readonly date: NamedDate | null;
  /** Milliseconds between two samples. */
  readonly intervalMs: number | null;
  readonly scaling: ScalingNotes;
  /** Channels of the header that the lines explain. */
  readonly legend: ReadonlyMap<string, LegendEntry>;
  /** Numbers that stand for "no value". */
  readonly missingCodes: readonly number[];
  /** Name and unit of the one channel that follows (block files). */
  readonly channel: string | null;
  readonly unit: string | null;
}

export interface MetadataPair {
  readonly key: string;
  readonly value: string;
}

const zoneKey = /zeitzone|time\s*zone|fuseau|^tz$|(?:utc|gmt)[\s_-]*offset/i;
const startKey =
  /^(?:(?:mess|aufnahme|aufzeichnungs|recording|measurement|log(?:ging)?|acquisition|sampling|test|data|trigger)[\s_-]*)?(?:start|started|begin|beginn|begins|beginning|début|debut|first sample)(?:[\s_-]*(?:zeit(?:punkt|stempel)?|time(?:stamp)?|date|datum|uhrzeit|at|am|um|of|on|the|export|recording|measurement|log|test|messung|aufzeichnung|aufnahme|sampling))*$|^(?:date|heure|time|zeit|datum)\s+(?:de|of|des)?\s*(?:début|debut|start|beginn)$|^(?:fecha|hora|data|ora)(?:\s+[ey]\s+(?:hora|ora))?\s+(?:de\s+|di\s+|d['’]\s*)?(?:inicio|inizio|avvio|comienzo)$|^(?:inizio|inicio|avvio)(?:\s+\p{L}+){0,3}$/iu;
/** Two lines of their own say when it was: `Date`, `Time`. */
const dateKey = /^(?:mess|test|aufnahme|aufzeichnungs)?[\s_-]*(?:date|datum|jour|dat\.|fecha|data)$/i;
const clockKey = /^(?:(?:mess|test|aufnahme|aufzeichnungs)?[\s_-]*(?:time|zeit|uhrzeit|heure|clock)|hora|ora)$/i;
/** One line says when it was: `Messzeitpunkt`, `Aufnahmedatum`, `Date/Time`. Not that of an export, a print or a file. */
const instantKey =
  /^(?:(?:mess|test|aufnahme|aufzeichnungs?|recording|measurement|acquisition|capture)[\s_-]*(?:zeit(?:punkt)?|date|datum|time(?:stamp)?)|(?:date|datum|fecha|data)(?:\s*(?:\/|and|und|et|e|y|&)?\s*(?:time|zeit|uhrzeit|heure|hora|ora))?)$/i;
const clockText = /^\d{1,2}:\d{2}/;
const rateKey =
  /abtast|sampl|scan|fréquence|frequenc|frequenz|rate|période|periode|interval|raster|muestreo|campionamento|zykluszeit|^fs$|^dt$|delta[\s_]?t/i;
const channelKey = /^(?:kanal|channel|signal|voie|sensor|messstelle|messkanal|kanalname|channel ?name|tag|name|variable|capteur)$/i;
const unitKey = /^(?:einheit|unit|units|unité|unite|dimension)$/i;

export function readMetadata(rows: readonly TableRow[], channels: readonly string[]): FileMetadata {
  const pairs = rows.map(({ text }) => pairOf(text)).filter((pair) => pair !== null);
  const entry = (key: RegExp): string | null => pairs.find((pair) => key.test(pair.key) && pair.value !== '')?.value ?? null;
  const zoneText = entry(zoneKey) ?? zoneInSentence(rows);
  const zone = zoneText === null ? null : zoneOf(zoneText);
  const isLocal = zoneText !== null && /^(?:local|lokal|ortszeit|locale)/i.test(zoneText);
  return {
    zone,
    openZone: zone === null && !isLocal ? zoneText : null,
    start: startOf(pairs),
    date: dateOf(pairs) ?? dateInSentence(rows),
    intervalMs:
      pairs.filter(({ key }) => rateKey.test(key)).reduce<number | null>((found, pair) => found ?? intervalOf(pair), null) ??
      resolutionOf(entry),
    scaling: findScalings(rows, channels),
    legend: findLegend(rows, channels),
    missingCodes: findMissingCodes(pairs),
    channel: entry(channelKey),
    unit: entry(unitKey),
  };
}

/** `Zeitzone:;Europe/Berlin;`, `Start<tab>…`, `# Fs = 100 Hz`, `Start time 2025-01-01 10:00`. Keys hold no digits. */
function pairOf(text: string): MetadataPair | null {
  const bare = text.replace(/^\s*(?:#|\/\/|%|'|--|\*)+\s*/, '').replaceAll('"', '');
  const match = /^\s*([^\d:=;|\t,]+?)\s*(?:[:=;|\t,]|\s(?=[\d+-])|\s{2,})\s*(.*)$/.exec(bare);
  if (!match) return null;
  return { key: match[1]!, value: match[2]!.replace(/^[\s:=;,|]+|[\s;,|]+$/g, '') };
}

/** `# all times are UTC+2`. */
function zoneInSentence(rows: readonly TableRow[]): string | null {
  for (const { text } of rows) {
    const found =
      /\b(?:time(?:s|stamps?)?|zeit(?:en|stempel|angaben)?|heures?)\b.{0,30}?\b((?:utc|gmt)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?)\b/i.exec(
        text,
      );
    if (found) return found[1]!;
  }
  return null;
}

/** One entry, or a date in one and the clock in another. */
function startOf(pairs: readonly MetadataPair[]): string | null {
  const isTime = (text: string): boolean => /\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}:\d{2}|\d{8}|\p{L}{3}[-/. ]+\d{2,4}/u.test(text);
  const starts = pairs.filter(({ key, value }) => startKey.test(key.trim()) && isTime(value)).map(({ value }) => joined(value));
  const [first, second] = starts;
  if (first === undefined) return dateAndTime(pairs);
  const isClock = (text: string): boolean => clockText.test(text);
  if (second === undefined && isClock(first)) {
    const date = pairs.find(({ key, value }) => dateKey.test(key.trim()) && dayOfText(firstCell(value)) !== null);
    if (date !== undefined) return `${firstCell(date.value)} ${first}`;
  }
  if (second !== undefined && isClock(second) && !first.includes(':')) return `${first} ${second}`;
  if (second !== undefined && isClock(first) && !second.includes(':')) return `${second} ${first}`;
  return first;
}

/** `2026-01-03;08:15:00`: date and clock in two cells. */
function joined(value: string): string {
  return value.replace(/(\d)\s*[,;|\t]\s*(\d{1,2}:\d{2})/, '$1 $2').replace(/[;|\t].*$/, '');
}

function dateAndTime(pairs: readonly MetadataPair[]): string | null {
  const date = pairs.find(({ key, value }) => dateKey.test(key.trim()) && dayOfText(firstCell(value)) !== null);
  const clock = pairs.find(({ key, value }) => clockKey.test(key.trim()) && clockText.test(value));
  if (date !== undefined && clock !== undefined) return `${firstCell(date.value)} ${firstCell(clock.value)}`;
  const instants = pairs.filter(({ key }) => instantKey.test(key.trim())).map(({ value }) => joined(value));
  return instants.find((text) => /\d[ T]+\d{1,2}:\d{2}/.test(text)) ?? null;
}

function firstCell(value: string): string {
  return value.split(/[;,|\t]/)[0]!.trim();
}

/** A line `Date: 03.01.2026`, or the day of the start. */
function dateOf(pairs: readonly MetadataPair[]): NamedDate | null {
  const texts = [
    ...pairs
      .filter(({ key }) => dateKey.test(key.trim()) || startKey.test(key.trim()))
      .map(({ value }) => firstCell(value).split(/[ T](?=\d{1,2}:)/)[0]!),
  ];
  for (const text of texts) {
    const dayMs = dayOfText(text);
    if (dayMs !== null) return { dayMs, text, from: 'metadata' };
  }
  return null;
}

/** `Messung vom 23. März 2026`; not the day of an export or a calibration. */
function dateInSentence(rows: readonly TableRow[]): NamedDate | null {
  const about = /mess|measur|aufnahme|aufzeich|record|test|versuch|prüf|essai|mesure|prova|misura|ensayo|medici|log/i;
  const other = /export|print|druck\w*t\b|erstellt|created|calib|kalib|saved|gespeichert|imprim|bericht|report|version/i;
  const found = rows.flatMap(({ text }) => {
    const day = /\b(?:vom|am|on|of|from|du|le|del?|den)\s+(.{6,30}?)\W*$/i.exec(text)?.[1];
    const dayMs = day === undefined || !about.test(text) || other.test(text) ? null : dayOfText(day);
    return dayMs === null ? [] : [{ dayMs, text: day!, from: 'metadata' as const }];
  });
  return found.length === 1 ? found[0]! : null;
}

const msPer: Readonly<Record<string, number>> = {
  s: 1000,
  sec: 1000,
  sek: 1000,
  sekunden: 1000,
  seconds: 1000,
  secondes: 1000,
  ms: 1,
  msec: 1,
  µs: 1e-3,
  μs: 1e-3,
  us: 1e-3,
  min: 60_000,
};
const hertz: Readonly<Record<string, number>> = { hz: 1, khz: 1000, 's/s': 1, sps: 1, '1/s': 1 };

/** `HResolution` and `HUnit` of an oscilloscope: number and unit in two lines, one cell for each of its channels. */
function resolutionOf(entry: (key: RegExp) => string | null): number | null {
  const number = Number(firstCell(entry(/^h[ _]?resolution$/i) ?? ''));
  const factor = msPer[firstCell(entry(/^h[ _]?unit$/i) ?? '').toLowerCase()];
  return number > 0 && factor !== undefined ? Math.round(number * factor * 1e9) / 1e9 : null;
}

/** `100 Hz`, `10 ms`, `Sample rate [Hz];100`: ms between two samples. */
function intervalOf({ key, value }: MetadataPair): number | null {
  const match = /^([\d.,]+)\s*([^\s\d]\S*)?/.exec(value);
  const number = Number(match?.[1]?.replace(',', '.'));
  const unit = (match?.[2] ?? /[[(]([^\])]+)[\])]/.exec(key)?.[1] ?? '').toLowerCase().replace(/[;,|]+$/, '');
  if (!(number > 0) || !Number.isFinite(number)) return null;
  const perSecond = hertz[unit];
  if (perSecond !== undefined) return 1000 / (number * perSecond);
  const factor = msPer[unit];
  return factor === undefined ? null : Math.round(number * factor * 1e9) / 1e9;
}
