import { priorLogOdds } from './decisions/prior.science.ts';
import type { Hypothesis } from './hypothesis.types.ts';

/** "Cannot be excluded": what rests on slight deviations alone is never called possible, so it raises no alarm and no attention. */
const MOST_CONFIDENCE = 0.39;
/** Share among its rivals from which a hypothesis is listed by itself, as for limits. */
const LISTED_FROM = 0.25;
const MOST_LISTED = 3;

export interface SlightFinding {
  readonly hypothesis: Hypothesis;
  readonly confidence: number;
  readonly rivals: readonly SlightRival[];
}
export interface SlightRival {
  readonly hypothesis: Hypothesis;
  readonly confidence: number;
}

const byScore = (a: Hypothesis, b: Hypothesis) => b.score - a.score || a.fault.id.localeCompare(b.fault.id);

/**
 * Faults that would explain why an indicator has left its approved healthy value although it lies within every limit. The method is that of
 * C3 (softmax among those that explain one of the same deviations, and "none of these"), the result is capped. That something has changed
 * is known here, so "none of these" starts with the same prior as a fault.
 * @param all hypotheses of which no indicator is out of limits
 * @param explained indicators that a listed finding speaks of already: what follows from a named fault names no other one
 */
export function slightFindings(all: readonly Hypothesis[], explained: ReadonlySet<string>): SlightFinding[] {
  const open = all.filter(({ deviating }) => deviating.some((id) => !explained.has(id)));
  const shareOf = (hypothesis: Hypothesis): { share: number; rivals: Hypothesis[] } => {
    const rivals = open.filter((other) => other !== hypothesis && other.deviating.some((id) => hypothesis.deviating.includes(id)));
    const none = priorLogOdds(undefined);
    const top = Math.max(none, hypothesis.score, ...rivals.map(({ score }) => score));
    const sum = [hypothesis, ...rivals].reduce((total, { score }) => total + Math.exp(score - top), Math.exp(none - top));
    return { share: Math.exp(hypothesis.score - top) / sum, rivals };
  };
  const confidenceOf = (hypothesis: Hypothesis) => MOST_CONFIDENCE * shareOf(hypothesis).share;
  const listed = open
    .filter((one) => shareOf(one).share >= LISTED_FROM)
    .sort(byScore)
    .slice(0, MOST_LISTED);
  return listed.map((hypothesis) => ({
    hypothesis,
    confidence: confidenceOf(hypothesis),
    rivals: shareOf(hypothesis).rivals.map((rival) => ({ hypothesis: rival, confidence: confidenceOf(rival) })),
  }));
}
