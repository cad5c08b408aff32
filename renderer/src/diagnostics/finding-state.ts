import type { StateWord } from '../components/StateMark.tsx';

/** Below this a fault is only not excluded: it stays grey, so that it does not compete with what was found. */
const worthColour = 0.3;

/** The mark of a finding: a critical one is an alarm, the others ask for attention. */
export function findingState({ grade, confidence }: { grade: string; confidence: number }): StateWord {
  if (confidence < worthColour) return 'unknown';
  return grade === 'critical' ? 'alarm' : 'attention';
}
