import { Problem } from '../../platform/problem.ts';
import type { Fault } from '../catalogue/fault.schema.ts';
import type { LabelFile } from './label-file.ts';
import type { ClassMeaning } from './model-vote.schema.ts';

/**
 * What the plant says its classes mean has to speak of classes that are there and of faults that the catalogue knows.
 *
 * @throws Problem `meaning-unknown`
 */
export function checkMeanings(
  meanings: readonly ClassMeaning[],
  { labels, column, faults }: { labels: LabelFile; column: number; faults: readonly Fault[] },
): void {
  const classes = [...new Set(labels.lines.flatMap(({ values }) => values[column] || []))];
  for (const { class: name, faultIds } of meanings) {
    if (!classes.includes(name)) throw unknown(`The labels have no "${name}". They have: ${classes.slice(0, 20).join(', ')}.`);
    const fault = faultIds.find((id) => !faults.some((known) => known.id === id));
    if (fault !== undefined) throw unknown(`The fault catalogue has no ${fault} (said of "${name}"). Look it up in the catalogue.`);
  }
  const twice = meanings.find(({ class: name }, index) => meanings.findIndex((other) => other.class === name) !== index);
  if (twice) throw unknown(`The meaning of "${twice.class}" is given twice.`);
}

function unknown(detail: string): Problem {
  return new Problem('meaning-unknown', 422, 'What a class means cannot be understood', { detail });
}
