import type { ModelTraining } from '../../../../../server/diagnostics/models/model.schema.ts';

/** A stretch of neighbouring cycles with one label, as a person enters it; cycles count from 0, both ends belong to it. */
export interface LabelledRun {
  readonly key: number;
  readonly recordingId: string;
  readonly from: number | string;
  readonly to: number | string;
  readonly class: string;
}

export interface GivenMeaning {
  readonly kind: 'not-said' | 'healthy' | 'faults';
  readonly faultIds: readonly string[];
}

/** Beyond this a label file is the better way; the server takes 2 MB. */
const mostCycles = 20_000;

export function isComplete({ recordingId, from, to, class: name }: LabelledRun): boolean {
  const isCycle = (value: number | string): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return recordingId !== '' && isCycle(from) && isCycle(to) && to >= from && to - from < mostCycles && name.trim() !== '';
}

/**
 * The label file of some runs, with tabs. Each line of the form is a run of its own, also where two of them touch: `run` says so.
 */
export function labelText(runs: readonly LabelledRun[], target: string): string {
  const clean = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ').trim();
  const lines = runs.flatMap(({ recordingId, from, to, class: name }, run) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => [recordingId, Number(from) + i, clean(name), run].join('\t')),
  );
  return [['recording', 'cycle', clean(target), 'run'].join('\t'), ...lines].join('\n');
}

/** Classes of the runs, each once, in the order they were entered. */
export function classesOf(runs: readonly LabelledRun[]): string[] {
  return [...new Set(runs.map((run) => run.class.trim()).filter((name) => name !== ''))];
}

export function meaningsOf(
  classes: readonly string[],
  given: Readonly<Record<string, GivenMeaning>>,
): NonNullable<ModelTraining['meanings']> {
  return classes.flatMap((name) => {
    const { kind, faultIds } = given[name] ?? { kind: 'not-said', faultIds: [] };
    if (kind === 'not-said' || (kind === 'faults' && faultIds.length === 0)) return [];
    return [{ class: name, faultIds: kind === 'healthy' ? [] : [...faultIds] }];
  });
}
