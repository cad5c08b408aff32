import type { AnomalyDetector } from '../../server/diagnostics/anomalies/anomaly.types.ts';
import { type AnomalyMethod, fitDetector, judgeRows } from '../../server/diagnostics/anomalies/detector.ts';
import { rowsOf } from '../../server/diagnostics/anomalies/row-table.ts';
import { hasData } from '../support/data.ts';
import type { Figure, Study } from './figure.ts';
import { skabControl } from './skab-control.ts';
import { readSkab, referenceRows, type SkabFile } from './skab-files.ts';
import { addCounts, type Counts, countRows, ratesOf } from './skab-score.ts';

/** The reference of a file, by the protocol its first 400 rows. */
export function fitFile({ table }: SkabFile, method: AnomalyMethod): AnomalyDetector {
  return fitDetector(
    rowsOf(table, 0, referenceRows),
    table.channels.map(() => ''),
    method,
  );
}

/** Judges a file from its first row on; only the rows after the reference count. T²+Q starts there, as the published code does. */
export function judgeFile(file: SkabFile, model: AnomalyDetector): { flags: Uint8Array; counts: Counts } {
  const { table, anomaly } = file;
  const from = model.method === 'components' ? referenceRows : 0;
  const judged = judgeRows(model, rowsOf(table, from, table.rows)).slice(referenceRows - from);
  const flags = Uint8Array.from(judged, ({ isAnomalous }) => Number(isAnomalous));
  return { flags, counts: countRows(flags, anomaly.subarray(referenceRows)) };
}

/** The published T²+Q: its limit of Q depends on the order in which an eigenvalue routine answers; that limit is taken as published. */
export function publishedModel(file: SkabFile): AnomalyDetector {
  const model = fitFile(file, 'components');
  const control = skabControl[file.name];
  if (model.method !== 'components' || !control) throw new Error(`There are no control values of ${file.name}.`);
  return { ...model, limitQ: control[2] };
}

const describe = (counts: Counts): string => {
  const { f1, farPercent, marPercent } = ratesOf(counts);
  return `F1 ${f1.toFixed(4)}, FAR ${farPercent.toFixed(2)} %, MAR ${marPercent.toFixed(2)} %`;
};

/** Anomalies without labels on real data: SKAB v0.9, per file 400 rows of reference, one configuration for all files. */
export const skab: Study = {
  name: 'anomalies without labels (SKAB v0.9)',
  async run(say) {
    if (!hasData('skab/valve1')) return null;
    const files = readSkab();
    const pooled = (learn: (file: SkabFile) => AnomalyDetector): Counts =>
      addCounts(files.map((file) => judgeFile(file, learn(file)).counts));
    const published = pooled(publishedModel);
    const sorted = pooled((file) => fitFile(file, 'components'));
    const deviation = pooled((file) => fitFile(file, 'deviation'));
    say(`  ${files.length} of 34 files are here`);
    return figuresOf(files, { published, sorted, deviation });
  },
};

function figuresOf(files: readonly SkabFile[], of: { published: Counts; sorted: Counts; deviation: Counts }): Figure[] {
  const { f1, farPercent } = ratesOf(of.deviation);
  const close = files.filter(isReproduced).length;
  const note = `${files.length} of 34 files; T²+Q beside it on the same files: ${describe(of.published)}`;
  return [
    {
      figure: 'SKAB T²+Q control values reproduced, files',
      target: `${files.length}`,
      measured: `${close}`,
      isReached: close === files.length,
      note: `components, T² limit and sorted Q limit; ${describe(of.published)} with the published Q limits (all 34 files: F1 0.7581, FAR 26.62, MAR 24.92), ${describe(of.sorted)} with sorted eigenvalues`,
    },
    { figure: 'SKAB F1, one configuration', target: '>= 0.83', measured: f1.toFixed(3), isReached: f1 >= 0.83, note },
    {
      figure: 'SKAB F1 >= 0.80 at FAR',
      target: '<= 15 %',
      measured: `${farPercent.toFixed(2)} %`,
      isReached: farPercent <= 15 && f1 >= 0.8,
      note: describe(of.deviation),
    },
  ];
}

function isReproduced(file: SkabFile): boolean {
  const model = fitFile(file, 'components');
  const control = skabControl[file.name];
  if (model.method !== 'components' || !control) return false;
  const [components, limitT2, , sortedLimitQ] = control;
  return (
    model.components.length === components && Math.abs(model.limitT2 - limitT2) < 0.002 && Math.abs(model.limitQ - sortedLimitQ) < 0.002
  );
}
