import { isTimeHeader } from '../detections/time-header.ts';
import type { ImportRefusal } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import type { SampleLine } from './sample-line.types.ts';

const advice = 'Export the measurement as CSV: one row per time, one column per channel.';

const saveAs = 'Open it in a spreadsheet program and save it as .xlsx or CSV.';

/** What the Excel export of many a panel and web server is. */
function isHtmlTable(lines: readonly SampleLine[]): boolean {
  const head = lines.slice(0, 200).map(({ text }) => text.toLowerCase());
  return head.some((text) => /<table[\s>]/.test(text)) && head.some((text) => /<t[dh][\s>]/.test(text));
}

/** Text that is certainly something else than a table, whatever delimiters stand in it; null: it may be one. */
export function foreignText(lines: readonly SampleLine[]): ImportRefusal | null {
  const start = lines.slice(0, 5).map(({ text }) => text.trimStart());
  const first = (start[0] ?? '').toLowerCase();
  if (isHtmlTable(lines)) return notUnderstood(`It is an HTML table, whatever its name says. ${saveAs}`);
  if (/^(?:<!doctype html|<html|<head|<body|<script)/.test(first))
    return notUnderstood(`It is a web page, perhaps the login or error page of the device instead of the download. ${advice}`);
  const tags = lines.filter(({ text }) => /^\s*<[^>]+>/.test(text)).length;
  if (first.startsWith('<?xml') || tags * 2 > lines.length) return notUnderstood(`It is XML, not a table. ${advice}`);
  if (isJson(lines)) return notUnderstood(`It is JSON, not a table. JSON with one object per line can be read, or: ${advice}`);
  if (start.some((text) => /^(?:base hex|base dec|\/\/ version \d|;\$FILEVERSION=)/i.test(text)) || isMost(lines, frame)) {
    return notUnderstood(
      'It is a trace of CAN messages: frames, not signals. Decode it with its database (DBC) in CANalyzer, CANape or asammdf and export the signals as CSV.',
    );
  }
  const other = others.find(({ line }) => isMost(lines, line));
  return other === undefined ? null : notUnderstood(`${other.what} ${advice}`);
}

/** `0.001000 1 100 Rx d 8 01 02 …`, `(1774274710.000123) can0 18FEF100#FFFF`, `1)   1.1  Rx  18FEF100  8  FF …` */
const frame =
  /^\s*(?:\d+\.\d+\s+\d+\s+[\dA-F]+x?\s+[RT]x\s+[dr]\s|\(\d+\.\d+\)\s+\S+\s+[\dA-F]{3,8}##?[\dA-FR]*|\d+\)\s+\d+\.\d+\s.*\b[RT]x\b)/i;

const others: readonly { readonly line: RegExp; readonly what: string }[] = [
  { line: /^\s*(?:insert into|\(.*'.*\)[,;]\s*$|create table|begin;|commit;)/i, what: 'It is a dump of SQL statements, not a table.' },
  { line: /^[$!][A-Z]{4,6},.*\*[\dA-F]{2}\s*$/, what: 'It holds NMEA-like sentences of several kinds, not a table.' },
  {
    line: /^[^\s,=]+(?:,[^\s,=]+=[^\s,=]+)* [^\s,=]+=[^\s,]+(?:,[^\s,=]+=[^\s,]+)*(?: \d{10,19})?$/,
    what: 'It is InfluxDB line protocol, not a table.',
  },
];

function isMost(lines: readonly SampleLine[], line: RegExp): boolean {
  return lines.filter(({ text }) => line.test(text)).length * 2 > lines.length;
}

function isJson(lines: readonly SampleLine[]): boolean {
  const first = lines[0]?.text.trim() ?? '';
  if (!/^[[{]/.test(first) || /^\[[\w .-]+\]/.test(first)) return false;
  const keyed = lines.filter(({ text }) =>
    /^\s*(?:[[\]{}],?\s*)+$|^\s*"[^"]*"\s*:|^\s*\{.*"\s*:|^\s*\[?[-\d.]+,?\s*\]?,?$/.test(text),
  ).length;
  return keyed * 2 > lines.length;
}

/** What a text seems to be in which no delimiter makes columns of measurements. */
export function seemsToBe(lines: readonly SampleLine[]): ImportRefusal {
  const sample = lines.slice(0, 200);
  const last = lines.at(-1)!.text.split(/[;,|\t]/);
  if (last.length > 1 && last.some(isTimeHeader) && !last.some((cell) => /^\s*[\d.,]+\s*$/.test(cell)))
    return { code: 'import-no-data', detail: 'It has a header and no rows. Check the time range of the export.' };
  const levels = sample.filter(({ text }) => /\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|NOTICE)\b/.test(text)).length;
  if (levels * 2 > sample.length) return notUnderstood(`It is a log of messages, not of measured values. ${advice}`);
  const settings = sample.filter(({ text }) => /^\s*(?:\[[^\]]+\]|[\w .-]+\s*[=:]\s*\S.*|[#;].*)$/.test(text)).length;
  if (settings * 10 > sample.length * 8)
    return notUnderstood(`It looks like a list of settings, not a table of measured values. ${advice}`);
  const digits = sample.filter(({ text }) => /\d/.test(text)).length;
  if (digits * 2 < sample.length) return notUnderstood(`It holds words and hardly a number: no table of measured values. ${advice}`);
  return notUnderstood(
    'No delimiter (semicolon, comma, tab, | or spaces) cuts its lines into equally many fields of numbers and times, so it is not clear where its columns are.',
  );
}
