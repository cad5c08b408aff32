import { judgeCycles } from '../../server/diagnostics/cycle-grades.ts';
import { diagnose, examine } from '../../server/diagnostics/diagnose.ts';
import type { DiagnosisResult } from '../../server/diagnostics/diagnosis.schema.ts';
import { coolingEffectiveness, coolingPower } from '../../server/diagnostics/indicators/cooling.indicator.ts';
import { efficiencyFactor } from '../../server/diagnostics/indicators/power.indicator.ts';
import { mean, median } from '../../server/diagnostics/statistics.ts';
import { readUci, type UciRecording } from '../../server/diagnostics/uci.fixture.ts';
import { textOf } from '../../server/diagnostics/wordings/phrase.science.ts';
import { hasData } from '../support/data.ts';
import type { Figure, Study } from './figure.ts';

const folders = { '1hz': '1 Hz', 'full-rate': 'full rate' } as const;
type Folder = keyof typeof folders;

/** Physics on the ZeMA rig: formulas of the hydraulic reference against the rig's own, and rules without learning against its labels. */
export const uciPhysics: Study = {
  name: 'physics and rules (UCI/ZeMA)',
  async run(say) {
    if (!hasData('uci-hydraulic/1hz')) return null;
    return (Object.keys(folders) as Folder[]).flatMap((folder) => {
      const uci = readUci(folder);
      const figures = [...formulas(uci, folder), ...rules(uci, folder)];
      const result = diagnose(uci.input);
      say(`  ${folders[folder]}: done`);
      return [...figures, folder === '1hz' ? accumulatorRefused(result) : accumulatorJudged(uci, result)];
    });
  },
};

/** SE, CP and CE as the rig's own logger computed them: per cycle, the ratio of ours to its. */
function formulas(uci: UciRecording, folder: Folder): Figure[] {
  const { bench } = examine(uci.input);
  const effectiveness = coolingEffectiveness(bench);
  if ('because' in effectiveness) throw new Error(textOf(effectiveness.because));
  const se = efficiencyFactor(bench);
  const ofMeans = (values: Float64Array, name: string): number[] =>
    uci.matrix(name).map((row, cycle) => mean(values.subarray(cycle * 60, cycle * 60 + 60)) / mean(row));
  // SE is a quotient: it counts in seconds with flow only.
  const ofSeconds = uci
    .matrix('SE')
    .map((row, cycle) => median(row.map((value, second) => (value > 5 ? (se[cycle * 60 + second] as number) / value : Number.NaN))));
  const ratios = { SE: ofSeconds, CP: ofMeans(coolingPower(bench).values, 'CP'), CE: ofMeans(effectiveness.values, 'CE') };
  return Object.entries(ratios).map(([name, all]) => {
    const worst = all.reduce((most, ratio) => (Math.abs(ratio - 1) > Math.abs(most - 1) ? ratio : most), 1);
    return {
      figure: `UCI ${name} reproduced, ${folders[folder]}`,
      target: '1.00 ± 0.01',
      measured: `${median(all).toFixed(4)} (worst cycle ${worst.toFixed(4)})`,
      isReached: Math.abs(worst - 1) <= 0.01,
    };
  });
}

const coolerWord: Readonly<Record<number, string>> = { 100: 'healthy', 20: 'reduced', 3: 'near failure' };
const valveWord: Readonly<Record<number, string>> = { 100: 'healthy', 90: 'small lag', 80: 'severe lag', 73: 'near failure' };

function rules(uci: UciRecording, folder: Folder): Figure[] {
  const grades = judgeCycles(uci.input);
  const stable = uci.profile.flatMap((labels, cycle) => (labels[4] === 0 ? [{ labels, cycle }] : []));
  const share = (isRight: (labels: readonly number[], cycle: number) => boolean): number =>
    (100 * stable.filter(({ labels, cycle }) => isRight(labels, cycle)).length) / stable.length;
  const figure = (name: string, least: number, percent: number, note?: string): Figure => ({
    figure: `UCI ${name} by rules alone, ${folders[folder]}`,
    target: `>= ${least} %`,
    measured: `${percent.toFixed(2)} % of ${stable.length}`,
    isReached: percent >= least,
    ...(note === undefined ? {} : { note }),
  });
  const medianOf = (leakage: number): string =>
    median(stable.filter(({ labels }) => labels[2] === leakage).map(({ cycle }) => grades.pumpRatio[cycle] as number)).toFixed(3);
  const cooler = share((labels, cycle) => grades.cooler[cycle] === coolerWord[labels[0] as number]);
  const valve = share((labels, cycle) => grades.valve[cycle] === valveWord[labels[1] as number]);
  const all = [figure('cooler grade', 99, cooler), figure('valve grade', 97, valve)];
  // Ten cycles hold at most one of each temperature and leakage: nothing to compare a pump with.
  if (folder === 'full-rate') return all;
  const pump = share((labels, cycle) => grades.pump[cycle] === (labels[2] === 0 ? 'tight' : 'leaking'));
  const note = `delivered flow against the best cycles at the same oil temperature: ${[0, 1, 2].map(medianOf).join(' / ')} with leakage 0 / 1 / 2 (medians); limit 0.985 of C2 row 1`;
  return [...all, figure('pump leakage, yes or no', 97, pump, note)];
}

function accumulatorRefused({ indicators }: DiagnosisResult): Figure {
  const because = indicators.find(({ id }) => id === 'accumulator-charging-time')?.notComputable?.because ?? '';
  const isReached = because.includes('not assessable at this rate');
  return {
    figure: 'UCI accumulator, 1 Hz',
    target: 'not assessable, because',
    measured: isReached ? 'said so' : 'not said',
    isReached,
    note: because,
  };
}

/** Ten cycles: those with 100 or 90 bar instead of 130 have to be named, and no other. */
function accumulatorJudged(uci: UciRecording, { findings }: DiagnosisResult): Figure {
  const sentence = findings.find(({ faultId }) => faultId === 'A01')?.sentence ?? '';
  const named = new Set(cyclesIn(sentence));
  const right = uci.profile.filter((labels, cycle) => named.has(cycle) === (labels[3] as number) <= 100).length;
  return {
    figure: 'UCI accumulator precharge low, full rate',
    target: `${uci.profile.length} of ${uci.profile.length}`,
    measured: `${right} of ${uci.profile.length}`,
    isReached: right === uci.profile.length,
    note: sentence,
  };
}

/** Cycle numbers a finding's sentence names (it counts from 1), from 0. */
function cyclesIn(sentence: string): number[] {
  return [...sentence.matchAll(/cycles? ((?:\d+(?:–\d+)?(?:, )?)+)/g)].flatMap(([, list]) =>
    (list as string).split(', ').flatMap((part) => {
      const [from, to = from] = part.replace('cycles ', '').split('–').map(Number) as [number, number?];
      return Array.from({ length: to - from + 1 }, (_, index) => from - 1 + index);
    }),
  );
}
