import type { ImportAnswers, ImportQuestion } from '../import.types.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import { instantOfText } from '../times/written-date.ts';
import type { FileMetadata } from './metadata-detection.ts';
import { readCalendar, sampleTimes } from './time-detection.ts';

type ReadStart = Pick<TimeRecipe, 'startMs' | 'zone' | 'zoneFrom'>;

export interface StartFinding {
  /** Null: the file names no start. */
  readonly start: ReadStart | null;
  readonly questions: readonly ImportQuestion[];
}

const none: StartFinding = { start: null, questions: [] };

/** When a relative time began: as answered, or as the lines before the table say. Never the date of an export or of the file. */
export function readStart(metadata: FileMetadata, answers: ImportAnswers): StartFinding {
  const answer = answers['start-time'];
  if (answer === 'relative') return none;
  const text = typeof answer === 'string' ? answer : metadata.start;
  if (text === null) return none;
  const cell = text.trim().replace(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/, (iso) => iso.replace('T', ' '));
  const row = { number: 1, text: cell, cells: [cell] };
  const { zone } = metadata;
  const found = readCalendarOrNull(row, answers, zone);
  if (found === null) {
    const written = instantOfText(cell);
    if (written !== null && !written.hasOffset)
      return { start: { startMs: written.ms, zone, zoneFrom: zone === null ? 'unspecified' : 'metadata' }, questions: [] };
  }
  // A day is no start: midnight would be invented.
  if (found === null || !/\d[:.h]\d|T\d/.test(cell.replace(/^\d+([-/.])\d+\1\d+/, ''))) {
    const ask = `"${text}" should be the start of the recording and cannot be read. When was the first sample taken?`;
    return {
      start: null,
      questions: [{ id: 'start-time', ask, about: [], options: [{ answer: 'relative', meaning: 'not known: count from zero' }] }],
    };
  }
  if (found.recipe === null) return { start: null, questions: found.questions };
  const [ms = Number.NaN] = sampleTimes([row], found.recipe, { delimiter: '\t', decimalMark: '.' });
  if (!found.recipe.hasOffset) return { start: { startMs: ms, zone: found.recipe.zone, zoneFrom: found.recipe.zoneFrom }, questions: [] };
  const written = /(Z|[+-]\d{2}(?::?\d{2})?)$/i.exec(cell)![1]!;
  const offset = /^z$/i.test(written) ? 'UTC' : `${written.slice(0, 3)}:${written.slice(3).replace(':', '') || '00'}`;
  const shift = offset === 'UTC' ? 0 : (offset[0] === '-' ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * 60_000;
  return { start: { startMs: ms + shift, zone: offset, zoneFrom: typeof answer === 'string' ? 'answer' : 'metadata' }, questions: [] };
}

function readCalendarOrNull(row: { number: number; text: string; cells: readonly string[] }, answers: ImportAnswers, zone: string | null) {
  const found = readCalendar({ rows: [row], columns: { date: 0, clock: null }, names: [], answers, zone: { zone, from: 'metadata' } });
  return found === null || found.refusal !== null ? null : found;
}
