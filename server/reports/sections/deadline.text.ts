import type { Finding } from '../../diagnostics/diagnosis.schema.ts';
import type { Composition } from '../report.composition.ts';

const days: Record<string, number> = { 'within a day': 1, 'within a week': 7 };

/** Until when to act, counted from the report's date. */
export function deadlineText({ input, wording }: Composition, finding: Finding): string {
  const created = new Date(input.createdAtIso).getTime();
  const due = new Date(created + (days[finding.urgency] ?? 0) * 86_400_000);
  return wording.say.deadlines[finding.urgency]?.(wording.say.date(due.toISOString().slice(0, 10))) ?? finding.urgency;
}
