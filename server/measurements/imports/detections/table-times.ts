import type { ImportQuestion } from '../import.types.ts';
import type { Table } from '../tables/table-parts.ts';
import { dateInName } from '../times/written-date.ts';
import { zoneInName } from '../times/zone-text.ts';
import { readCountedTime, readNumericTime, readSerialPair } from './numeric-time-detection.ts';
import { readTextTimes } from './text-time-detection.ts';
import type { TimeColumns } from './time-columns.ts';
import { readCalendar, type TimeFinding, unreadable } from './time-detection.ts';

/** How the time of a row is read: as text, as a number, or by counting the rows. */
export function readTime(table: Table): TimeFinding {
  const { textTimes, timeColumns } = table;
  if (textTimes !== null) return readTextColumns(table, textTimes);
  if (timeColumns.length === 2)
    return readSerialPair(
      timeColumns,
      timeColumns.map((at) => table.header.names[at]!),
      table,
    );
  const [column] = timeColumns;
  return column === undefined ? readCountedTime(table) : readNumberColumn(table, column);
}

/** One of several time columns. */
export function readPairTime(table: Table, column: number, text: TimeColumns | null): TimeFinding {
  const filled = { ...table, rows: table.rows.filter(({ cells }) => (cells[column] ?? '').trim() !== '') };
  return text === null ? readNumberColumn(filled, column) : readTextColumns(filled, text);
}

function readNumberColumn(table: Table, column: number): TimeFinding {
  const { rows, header, answers, marks, metadata } = table;
  const written = header.names[column]!;
  // Below another header the numbers begin again.
  const again = rows.findIndex(({ cells }) => cells[column]?.trim() === written);
  return readNumericTime({
    rows: again < 0 ? rows : rows.slice(0, again),
    column,
    header: written,
    unit: header.cells[column]?.unit ?? null,
    decimalMark: marks.decimalMark,
    answers,
    metadata,
  });
}

function readTextColumns(table: Table, { columns, form, isClockOnly, dayPartMs }: TimeColumns): TimeFinding {
  const { rows, header, answers, metadata } = table;
  const names = columns.map((column) => header.names[column]!);
  const found = names.map(zoneInName);
  const named = found.find(({ zone }) => zone !== null)?.zone ?? null;
  const open = named === null ? (found.find((entry) => entry.open !== null)?.open ?? metadata.openZone) : null;
  const zone = named === null ? { zone: metadata.zone, from: 'metadata' as const } : { zone: named, from: 'column' as const };
  const plain = (): TimeFinding => readCalendar({ rows, columns: { date: columns[0]!, clock: columns[1] ?? null }, names, answers, zone });
  const day = isClockOnly ? (metadata.date ?? dateInName(table.fileName)) : null;
  const asText = (): TimeFinding =>
    readTextTimes({
      rows,
      columns,
      form: form ?? { date: isClockOnly ? null : 'numbers', clock: 'colons' },
      names,
      answers,
      metadata,
      zone,
      day,
    });
  if (dayPartMs !== undefined)
    return withDayPart(readCalendar({ rows, columns: { date: columns[0]!, clock: null }, names, answers, zone }), columns, dayPartMs);
  const first = form === null && !isClockOnly ? plain() : asText();
  // What the fast parser cannot read here (a comma inside quotes where the comma also separates), the slow one may.
  const reading = form === null && !isClockOnly && isUnreadable(table, first) ? asText() : first;
  if (open === null || answers.zone !== undefined || (reading.recipe?.hasOffset ?? false) || reading.refusal) return reading;
  return { ...reading, questions: [...reading.questions, zoneQuestion(open)] };
}

/** A date, and beside it a number of the day. */
function withDayPart(found: TimeFinding, columns: readonly number[], dayPartMs: number): TimeFinding {
  if (found.recipe === null) return found;
  return { ...found, recipe: { ...found.recipe, columns: columns.map((column) => column + 1), dayPartMs } };
}

function isUnreadable({ rows, shape, marks }: Table, { recipe }: TimeFinding): boolean {
  return recipe !== null && unreadable(rows, recipe, { delimiter: shape.delimiter, decimalMark: marks.decimalMark }) * 2 > rows.length;
}

function zoneQuestion(seen: string): ImportQuestion {
  return {
    id: 'zone',
    ask: `"${seen.slice(0, 60)}" does not say whether summer time applies. In which zone (like Europe/Berlin or +01:00) did the logger's clock run?`,
    about: [],
    options: [],
  };
}
