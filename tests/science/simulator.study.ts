import { diagnose } from '../../server/diagnostics/diagnose.ts';
import type { DiagnosisInput } from '../../server/diagnostics/diagnosis-input.ts';
import { isPossible } from '../../server/diagnostics/findings.ts';
import type { Figure, Study } from './figure.ts';
import { channelsOfComponent, commissioningValues, rankingOf, recordSimulated, simulatedFaults } from './simulated-cases.ts';

const seeds = 20;
const healthySeeds = 50;
/** From a fifth of the way to failure, where most faults only just leave their warning limits, to failed. */
const [mildest, severest] = [0.2, 1];

interface Tally {
  cases: number;
  first: number;
  amongThree: number;
  /** What came first instead, and how often. */
  readonly instead: Map<string, number>;
}

/** Severities of one fault: evenly spread, one per seed, so that every degree is met. */
export const severityOf = (index: number, count: number): number => mildest + ((severest - mildest) * index) / Math.max(1, count - 1);

/** Diagnoses one fault with several seeds and severities. Deterministic. */
export function tallyFault(id: string, count: number, baselineValues: DiagnosisInput['baselineValues'] & object): Tally {
  const tally: Tally = { cases: 0, first: 0, amongThree: 0, instead: new Map() };
  for (let index = 0; index < count; index += 1) {
    const input = recordSimulated([{ id, severity: severityOf(index, count) }], 100 + index);
    const ranking = rankingOf(diagnose({ ...input, baselineValues }));
    tally.cases += 1;
    if (ranking[0] === id) tally.first += 1;
    else {
      const named = ranking[0] ?? 'none';
      tally.instead.set(named, (tally.instead.get(named) ?? 0) + 1);
    }
    if (ranking.slice(0, 3).includes(id)) tally.amongThree += 1;
  }
  return tally;
}

function confusionLine(id: string, { cases, first, amongThree, instead }: Tally): string {
  const others = [...instead].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`);
  return `${id}  first ${first}/${cases}  among three ${amongThree}/${cases}${others.length > 0 ? `  instead: ${others.join(', ')}` : ''}`;
}

const share = (part: number, whole: number): number => part / Math.max(1, whole);
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

function nameFaults(baselineValues: NonNullable<DiagnosisInput['baselineValues']>, say: (text: string) => void): Figure[] {
  const tallies = simulatedFaults.map((id) => {
    const tally = tallyFault(id, seeds, baselineValues);
    say(confusionLine(id, tally));
    return tally;
  });
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const cases = sum((tally) => tally.cases);
  const first = share(
    sum((tally) => tally.first),
    cases,
  );
  const among = share(
    sum((tally) => tally.amongThree),
    cases,
  );
  const note = `${cases} cases: ${tallies.length} faults, ${seeds} seeds each, severities ${mildest} to ${severest} evenly spread; a fault that stays inside every limit counts as missed`;
  return [
    { figure: 'simulator: right fault first', target: '>= 85 %', measured: percent(first), isReached: first >= 0.85, note },
    { figure: 'simulator: right fault among three', target: '>= 97 %', measured: percent(among), isReached: among >= 0.97 },
  ];
}

function falseAlarms(baselineValues: NonNullable<DiagnosisInput['baselineValues']>): Figure {
  let alarms = 0;
  for (let seed = 0; seed < healthySeeds; seed += 1) {
    const { findings } = diagnose({ ...recordSimulated([], 500 + seed), baselineValues });
    if (findings.some(({ confidence }) => isPossible(confidence))) alarms += 1;
  }
  const rate = share(alarms, healthySeeds);
  return {
    figure: 'simulator: false alarms',
    target: '<= 2 %',
    measured: percent(rate),
    isReached: rate <= 0.02,
    note: `${healthySeeds} healthy recordings`,
  };
}

/** Every component without its channels, healthy and with every fault at its worst: never "normal". */
function healthyWithoutEvidence(baselineValues: NonNullable<DiagnosisInput['baselineValues']>): Figure {
  let wrong = 0;
  let cases = 0;
  for (const without of Object.values(channelsOfComponent))
    for (const faults of [[], ...simulatedFaults.map((id) => [{ id, severity: severest }])]) {
      cases += 1;
      if (diagnose({ ...recordSimulated(faults, 700, without), baselineValues }).verdict.state === 'normal') wrong += 1;
    }
  const words = { figure: 'simulator: healthy where evidence was missing', target: '0' };
  return { ...words, measured: `${wrong} of ${cases}`, isReached: wrong === 0 };
}

/** Rules against a machine whose author never saw them, and the other way round. */
export const simulator: Study = {
  name: 'simulator',
  async run(say) {
    const baselineValues = commissioningValues(1);
    return [...nameFaults(baselineValues, say), falseAlarms(baselineValues), healthyWithoutEvidence(baselineValues)];
  },
};
