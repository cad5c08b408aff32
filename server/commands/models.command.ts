import { evaluate } from '../diagnostics/models/evaluation.ts';
import { readFolderLabels } from '../diagnostics/models/folder-labels.ts';
import { describeReport, toReport } from '../diagnostics/models/model-report.ts';
import { type Command, type Output, parse, UsageError } from './command.ts';

const options = {
  system: { type: 'string' },
  folder: { type: 'string' },
  labels: { type: 'string' },
  columns: { type: 'string' },
  cycles: { type: 'string' },
  target: { type: 'string' },
  holdout: { type: 'string' },
  seed: { type: 'string' },
} as const;

export const foldCount = 5;

export const modelsCommand: Command = {
  usage:
    'models evaluate --data FOLDER --labels FILE --target NAME [--holdout runs|random] [--columns a,b,c] [--cycles FILE]   (FOLDER: one text file per channel, one line per cycle)',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 2 });
    if (positionals[0] !== 'evaluate') throw new UsageError(`"models ${positionals[0]}" is not known.`);
    evaluateFolder(values, output);
  },
};

interface Words {
  readonly [name: string]: string | boolean | undefined;
}

function evaluateFolder(values: Words, output: Output): void {
  const word = (name: string): string => {
    const value = values[name];
    if (typeof value !== 'string') throw new UsageError(`--${name} is missing.`);
    return value;
  };
  const holdout = values.holdout ?? 'runs';
  if (holdout !== 'runs' && holdout !== 'random') throw new UsageError(`--holdout takes runs or random; "${String(holdout)}" is neither.`);
  const target = word('target');
  const { data, sources } = readFolderLabels({
    folder: word(values.folder === undefined ? 'data' : 'folder'),
    labelsPath: word('labels'),
    target,
    ...(typeof values.columns === 'string' ? { columns: values.columns.split(',') } : {}),
    ...(typeof values.cycles === 'string' ? { cyclesFile: values.cycles } : {}),
  });
  const seed = Number(values.seed ?? 1);
  const run = (kind: 'runs' | 'random') =>
    toReport(
      data,
      evaluate(data, { holdout: kind, folds: foldCount, seed }, (done, total) =>
        output.say(`  ${target}: fold ${done} of ${total} (${kind})`),
      ),
    );
  // The honest figure is always there; a random split is an addition, never a replacement.
  const byRuns = run('runs');
  const atRandom = holdout === 'random' ? run('random') : null;
  output.result(describeReport(target, byRuns, atRandom), { target, byRuns, atRandom, sources });
}
