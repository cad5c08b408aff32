import { useState } from 'react';
import type { ModelTraining } from '../../../../../server/diagnostics/models/model.schema.ts';
import { given } from '../../../systems/DecimalInput.tsx';
import { classesOf, type GivenMeaning, isComplete, type LabelledRun, labelText, meaningsOf } from './label-text.ts';

interface LabelFile {
  readonly name: string;
  readonly text: string;
}

const emptyRun = (key: number, recordingId: string): LabelledRun => ({ key, recordingId, from: '', to: '', class: '' });

/** What a person has entered about one training, and the request it makes. */
export function useTraining() {
  const [target, setTarget] = useState('');
  const [cycleLength, setCycleLength] = useState<number | string>('');
  const [runs, setRuns] = useState<LabelledRun[]>([emptyRun(0, '')]);
  const [file, setFile] = useState<LabelFile | null>(null);
  const [meanings, setMeanings] = useState<Record<string, GivenMeaning>>({});
  const classes = file ? [] : classesOf(runs);
  const isReady = target.trim() !== '' && (file !== null || runs.every(isComplete));
  return {
    ...{ target, setTarget, cycleLength, setCycleLength, runs, file, setFile, classes, meanings, isReady },
    changeRun: (key: number, change: Partial<LabelledRun>) => setRuns(runs.map((run) => (run.key === key ? { ...run, ...change } : run))),
    addRun: () => setRuns([...runs, emptyRun(Math.max(...runs.map(({ key }) => key)) + 1, runs.at(-1)?.recordingId ?? '')]),
    removeRun: (key: number) => setRuns(runs.filter((run) => run.key !== key)),
    setMeaning: (name: string, meaning: GivenMeaning) => setMeanings({ ...meanings, [name]: meaning }),
    request(): ModelTraining {
      const cycleLengthS = given(cycleLength);
      const said = meaningsOf(classes, meanings);
      return {
        target: target.trim(),
        labels: file?.text ?? labelText(runs, target),
        ...(cycleLengthS === undefined ? {} : { cycleLengthS }),
        ...(said.length > 0 ? { meanings: said } : {}),
      };
    },
  };
}
export type Training = ReturnType<typeof useTraining>;
