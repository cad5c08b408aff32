import { readFileSync } from 'node:fs';
import type { Appliance } from '../app.ts';
import { evaluate, type Holdout } from '../diagnostics/models/evaluation.ts';
import { readFolderLabels } from '../diagnostics/models/folder-labels.ts';
import type { LearnedModel, ModelAnswer, ModelTraining } from '../diagnostics/models/model.schema.ts';
import { describeReport, toReport, type ValidationReport } from '../diagnostics/models/model-report.ts';
import type { ClassMeaning } from '../diagnostics/models/model-vote.schema.ts';
import { type Command, commandLineActor, type Output, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';
import { allModels, chooseModels, showValidations } from './stored-models.ts';

const options = {
  system: { type: 'string' },
  labels: { type: 'string' },
  target: { type: 'string' },
  columns: { type: 'string' },
  cycles: { type: 'string' },
  'cycle-length': { type: 'string' },
  recording: { type: 'string' },
  holdout: { type: 'string' },
  model: { type: 'string' },
  seed: { type: 'string' },
  meaning: { type: 'string', multiple: true },
} as const;

type Values = { readonly [name in Exclude<keyof typeof options, 'meaning'> | 'data']?: string | undefined } & {
  readonly meaning?: string[] | undefined;
};

const folds = 5;

export const modelsCommand: Command = {
  usage: [
    'models train --system ID --labels FILE --target NAME [--columns a,b,c] [--recording ID] [--cycle-length S] [--seed N] [--meaning CLASS=V01,V02 | CLASS=none]…',
    'models evaluate [--holdout runs|random] [--system ID] [--target NAME | --model ID]   (the stored validation of the newest models)',
    'models evaluate --system ID --labels FILE --target NAME [--holdout runs|random]   (the validation of train, nothing stored)',
    'models evaluate --data FOLDER --labels FILE --target NAME [--holdout runs|random] [--columns a,b,c] [--cycles FILE]   (without a system; FOLDER: one text file per channel, one line per cycle)',
    'models list [--system ID]',
    'models apply RECORDING [--model ID]   (absent: the newest model of each target of its system)',
  ].join('\n  '),
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 2 });
    const [word, recordingId] = positionals;
    if (word === 'evaluate' && values.labels === undefined) await showStored(values, output);
    else if (word === 'train' || (word === 'evaluate' && values.system !== undefined)) await learn(values, word === 'train', output);
    else if (word === 'evaluate') evaluateFolder(values, output);
    else if (word === 'list') await list(values, output);
    else if (word === 'apply') await apply(values, needed('RECORDING', recordingId), output);
    else throw new UsageError(`"models ${word}" is not known.`);
  },
};

function needed(name: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`${name} is missing.`);
  return value;
}

function holdoutOf({ holdout = 'runs' }: Values): Holdout {
  if (holdout !== 'runs' && holdout !== 'random') throw new UsageError(`--holdout takes runs or random; "${holdout}" is neither.`);
  return holdout;
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`--${name} takes a number; "${text}" is none.`);
  if (value < 0) throw new UsageError(`--${name} takes a number that is not negative; "${text}" is.`);
  return value;
}

/** `late=V01,V02` or `in time=none`: what a class means in the fault catalogue. */
function meaningOf(text: string): ClassMeaning {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new UsageError(`--meaning takes CLASS=FAULT,… or CLASS=none; "${text}" is neither.`);
  const faults = text.slice(at + 1);
  return { class: text.slice(0, at), faultIds: faults === 'none' ? [] : faults.split(',') };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`The file "${path}" cannot be read.`);
  }
}

async function showStored(values: Values, output: Output): Promise<void> {
  holdoutOf(values);
  await showValidations(values.data, values, output);
}

async function learn(values: Values, isTraining: boolean, output: Output): Promise<void> {
  holdoutOf(values);
  const target = needed('--target', values.target);
  const training: ModelTraining = {
    target,
    labels: readText(needed('--labels', values.labels)),
    ...(values.columns === undefined ? {} : { columns: values.columns.split(',') }),
    ...(values.recording === undefined ? {} : { recordings: [values.recording] }),
    ...(values['cycle-length'] === undefined ? {} : { cycleLengthS: numberOf('cycle-length', values['cycle-length']) }),
    ...(values.seed === undefined ? {} : { seed: numberOf('seed', values.seed) }),
    ...(values.meaning === undefined ? {} : { meanings: values.meaning.map(meaningOf) }),
    ...(isTraining ? {} : { validateOnly: true }),
  };
  await withAppliance(values.data, async (appliance) => {
    const job = await appliance.models.train(needed('--system', values.system), training, commandLineActor());
    const result = (await finishJob(appliance, job.id)) as { byRuns: ValidationReport; atRandom: ValidationReport; modelId?: string };
    const text = describeReport(target, result.byRuns, result.atRandom);
    output.result(result.modelId === undefined ? text : `${text}\n  model ${result.modelId}`, { target, ...result });
  });
}

/** The honest figure is always there; a random split is an addition, never a replacement. */
function evaluateFolder(values: Values, output: Output): void {
  const holdout = holdoutOf(values);
  const target = needed('--target', values.target);
  const { data, sources } = readFolderLabels({
    folder: needed('--data (or --system)', values.data),
    labelsPath: needed('--labels', values.labels),
    target,
    ...(values.columns === undefined ? {} : { columns: values.columns.split(',') }),
    ...(values.cycles === undefined ? {} : { cyclesFile: values.cycles }),
  });
  const seed = values.seed === undefined ? 1 : numberOf('seed', values.seed);
  const validate = (kind: Holdout): ValidationReport => {
    const evaluation = evaluate(data, { holdout: kind, folds, seed }, (done, total) =>
      output.say(`  ${target}: fold ${done} of ${total} (${kind})`),
    );
    return toReport(data, evaluation);
  };
  const byRuns = validate('runs');
  const atRandom = holdout === 'random' ? validate('random') : null;
  output.result(describeReport(target, byRuns, atRandom), { target, byRuns, atRandom, sources });
}

async function list(values: Values, output: Output): Promise<void> {
  await withAppliance(values.data, async (appliance) => {
    const models = await allModels(appliance, values.system === undefined ? {} : { systemId: values.system });
    const line = ({ id, target, version, isNewest, byRuns, atRandom }: LearnedModel): string =>
      `${id}  ${target} v${version}${isNewest ? '' : ' (replaced)'}  ${(100 * byRuns.accuracy).toFixed(2)} % by runs (random split: ${(100 * atRandom.accuracy).toFixed(2)} %)`;
    output.result(models.map(line).join('\n') || 'No model was trained yet.', models);
  });
}

async function apply(values: Values, recordingId: string, output: Output): Promise<void> {
  await withAppliance(values.data, async (appliance) => {
    const { recording } = await appliance.recordings.getDetail(recordingId);
    const chosen = await chooseModels(appliance, values.model === undefined ? { system: recording.systemId } : { model: values.model });
    const answers = [];
    for (const model of chosen)
      answers.push({
        modelId: model.id,
        target: model.target,
        version: model.version,
        cycles: await answersOf(appliance, recordingId, model.id),
      });
    output.result(answers.map(({ target, cycles }) => `${target}\n${cycles.map(describe).join('\n')}`).join('\n'), {
      recordingId,
      models: answers,
    });
  });
}

async function answersOf({ models }: Appliance, recordingId: string, modelId: string): Promise<ModelAnswer[]> {
  const { items } = await models.apply(recordingId, { modelId, limit: Number.MAX_SAFE_INTEGER });
  return items;
}

function describe({ cycle, answer, probability, abstained, furthest }: ModelAnswer): string {
  const sure = probability === null ? '' : ` (${(100 * probability).toFixed(1)} %)`;
  if (abstained === null) return `  ${cycle}: ${answer}${sure}`;
  const why = { outside: `unlike the training: ${furthest?.channel}`, unsure: 'not sure', missing: 'samples are missing' }[abstained];
  return `  ${cycle}: left open, ${why}${answer === null ? '' : `; likeliest ${answer}${sure}`}`;
}
