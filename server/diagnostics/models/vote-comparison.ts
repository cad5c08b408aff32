import type { Fault } from '../catalogue/fault.schema.ts';
import type { DiagnosisResult } from '../diagnosis.schema.ts';
import { POSSIBLE } from '../findings.ts';
import type { ClassMeaning, ModelVote } from './model-vote.schema.ts';

/** What rules and physics found, and the catalogue they found it with. */
export interface Rules extends Pick<DiagnosisResult, 'findings' | 'indicators'> {
  readonly faults: readonly Fault[];
}

interface Compared {
  /** null: the plant has not said what the classes mean. */
  readonly meanings: readonly ClassMeaning[] | null;
  /** Classes that the model sees in a noteworthy share of the cycles. */
  readonly seen: readonly string[];
  readonly rules: Rules;
}
type Comparison = ModelVote['comparison'];

/**
 * Sets a model's classes beside the findings of rules and physics, through what the plant said that its classes mean. Only faults that the
 * model knows are compared, and only those that the rules could judge here: a fault nobody measured is no agreement.
 */
export function compareVote({ meanings, seen, rules }: Compared): Comparison {
  if (meanings === null) return open('the plant has not said which faults of the catalogue the classes stand for');
  const unnamed = seen.filter((name) => !meanings.some((meaning) => meaning.class === name));
  if (unnamed.length > 0) return open(`the plant has not said which fault ${quoted(unnamed)} stands for`);
  const faults = faultWords(rules.faults);
  const known = new Set(meanings.flatMap(({ faultIds }) => faultIds));
  const named = rules.findings
    .filter(({ faultId, confidence }) => known.has(faultId) && confidence >= POSSIBLE)
    .map(({ faultId }) => faultId);
  const sightings = seen.map((name) => ({ name, faultIds: meanings.find((meaning) => meaning.class === name)?.faultIds ?? [] }));
  const faulty = sightings.filter(({ faultIds }) => faultIds.length > 0);
  const covered = new Set(faulty.flatMap(({ faultIds }) => faultIds));
  const unseen = named.filter((id) => !covered.has(id));
  if (unseen.length > 0) return disagrees(`The rules name ${faults(unseen)}; the model sees ${seenWords(sightings, faults)}.`);
  const missed = faulty.filter(({ faultIds }) => !faultIds.some((id) => named.includes(id)));
  const denied = missed.filter(({ faultIds }) => faultIds.some((id) => isJudged(id, rules)));
  if (denied.length > 0) return disagrees(`The model sees ${seenWords(denied, faults)}; the rules do not name it.`);
  if (missed.length > 0)
    return open(`the rules could not judge ${faults(missed.flatMap(({ faultIds }) => faultIds))} with what was measured`);
  if (faulty.length > 0) return agrees(`The model sees ${seenWords(faulty, faults)}, and the rules name ${faults(named)}.`);
  if (![...known].some((id) => isJudged(id, rules))) return open(`the rules could not judge ${faults([...known])} with what was measured`);
  return agrees(`The model sees ${seenWords(sightings, faults)}, and the rules name none of the faults it knows (${faults([...known])}).`);
}

const open = (because: string): Comparison => ({ outcome: 'not-comparable', sentence: because });
const agrees = (sentence: string): Comparison => ({ outcome: 'agrees', sentence });
const disagrees = (sentence: string): Comparison => ({ outcome: 'disagrees', sentence });

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

type FaultWords = (ids: readonly string[]) => string;

function faultWords(known: readonly Fault[]): FaultWords {
  const nameOf = (id: string) => known.find((fault) => fault.id === id)?.names.en ?? '';
  return (ids) => ids.map((id) => `${id} ${nameOf(id)}`.trim()).join(', ') || 'no fault';
}

function seenWords(sightings: readonly { name: string; faultIds: readonly string[] }[], faults: FaultWords): string {
  return sightings.map(({ name, faultIds }) => `"${name}" (${faults(faultIds)})`).join(', ');
}

/** Did an indicator that shows the fault best get a state from a limit here? One of the faint signs alone could not have named it. */
function isJudged(faultId: string, { findings, indicators, faults }: Rules): boolean {
  if (findings.some((finding) => finding.faultId === faultId)) return true;
  const symptoms = faults.find((fault) => fault.id === faultId)?.symptoms ?? [];
  const judged = indicators.filter(({ state }) => state === 'normal' || state === 'warning' || state === 'alarm').map(({ id }) => id);
  const best = Math.max(...symptoms.map(({ indicator, weight }) => (indicator === null ? 0 : weight)));
  return symptoms.some(({ indicator, weight }) => indicator !== null && weight === best && judged.includes(indicator));
}
