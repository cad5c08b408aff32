import type { NumberMarks } from '../cells/number-text.ts';
import type { DecimalMark, ImportAnswers, ImportQuestion } from '../import.types.ts';

export interface SettledMarks {
  readonly marks: NumberMarks;
  /** Asked when `2.411` may be two thousand or two and a bit. */
  readonly question: ImportQuestion | null;
}

/**
 * `900`, `950`, `1.020`, `1.100` in one column, and not one number in the file that shows what the mark means: thousands, or decimals of a
 * writer that drops `.000`. Columns in which every number has the mark are decimals (`124.820`, `124.920`): whole numbers would also come up
 * without it.
 */
export function settleMarks(columns: readonly (readonly string[])[], marks: NumberMarks, answers: ImportAnswers): SettledMarks {
  const mark = marks.decimalMark;
  const isOpen = (cell: string): boolean => cell.length >= 5 && cell.at(-4) === mark && /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(cell);
  const doubtful = columns.find((cells) => {
    const marked = cells.filter((cell) => /[.,]/.test(cell));
    const whole = cells.filter((cell) => /^[+-]?\d+$/.test(cell));
    return marked.length > 0 && whole.length > 0 && marked.every(isOpen) && whole.every((cell) => cell.replace(/[+-]/, '').length <= 3);
  });
  const isProven = columns.some((cells) => cells.some((cell) => cell.includes(mark) && /^[+-]?\d*[.,]\d+$/.test(cell) && !isOpen(cell)));
  if (doubtful === undefined || isProven || marks.thousandsMark !== null) return { marks, question: null };
  const answer = answers['decimal-mark'];
  if (answer === '.' || answer === ',') return { marks: { ...marks, ...answered(mark, answer), notes: [] }, question: null };
  const example = doubtful.find(isOpen)!;
  return { marks, question: markQuestion(example, mark) };
}

function answered(mark: DecimalMark, answer: DecimalMark): Pick<NumberMarks, 'decimalMark' | 'thousandsMark'> {
  return answer === mark ? { decimalMark: mark, thousandsMark: null } : { decimalMark: answer, thousandsMark: mark };
}

function markQuestion(example: string, mark: DecimalMark): ImportQuestion {
  const other: DecimalMark = mark === '.' ? ',' : '.';
  return {
    id: 'decimal-mark',
    ask: `Is ${example} a number above a thousand, or one with three decimals? Nothing in the file settles it.`,
    about: [],
    options: [
      { answer: other, meaning: `${example} is ${example.replace(mark, '')}: the ${mark === '.' ? 'point' : 'comma'} groups thousands` },
      { answer: mark, meaning: `${example} has three decimals` },
    ],
  };
}
