import type { StateWord } from '../components/StateMark.tsx';

/** Below this the engine says "cannot be excluded": the finding stays grey, so that it does not compete with what was found. */
const possible = 0.4;

/** The mark of a finding, by the same rule that makes the verdict an alarm (server/diagnostics/verdict.ts). */
export function findingState({ grade, confidence, severity }: { grade: string; confidence: number; severity: number }): StateWord {
  if (confidence < possible) return 'not-excluded';
  return grade !== 'incipient' && severity >= 3 ? 'alarm' : 'attention';
}
