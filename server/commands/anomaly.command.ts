import type { Appliance } from '../app.ts';
import type { AnomalyModel, AnomalyOverview, AnomalyReference } from '../diagnostics/anomalies/anomaly.schema.ts';
import type { AnomalyMethod } from '../diagnostics/anomalies/detector.ts';
import { Problem } from '../platform/problem.ts';
import { watchRows } from './anomaly-watch.ts';
import { type Command, commandLineActor, type Output, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';

const options = {
  rows: { type: 'string' },
  'from-row': { type: 'string' },
  'row-seconds': { type: 'string' },
  'leave-out': { type: 'string' },
  method: { type: 'string' },
  model: { type: 'string' },
  system: { type: 'string' },
} as const;

type Values = { readonly [name in keyof typeof options | 'data']?: string | undefined };

export const anomalyCommand: Command = {
  usage: [
    'anomaly fit RECORDING --rows N [--from-row N] [--method deviation|components] [--row-seconds S] [--leave-out a,b]   (what is usual, from N rows of a recording)',
    'anomaly apply RECORDING [--model ID]   (score, limit, flag and contributing channels of every row; absent: the one learned from this recording, else the newest of its system)',
    'anomaly watch --model ID   (rows from standard input as they come, first line: names of channels)',
    'anomaly list [--system ID]',
  ].join('\n  '),
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 2 });
    const [word, recordingId] = positionals;
    if (word === 'fit') await learn(values, needed('RECORDING', recordingId), output);
    else if (word === 'apply') await apply(values, needed('RECORDING', recordingId), output);
    else if (word === 'watch') await watch(values, output);
    else if (word === 'list') await list(values, output);
    else throw new UsageError(`"anomaly ${word}" is not known.`);
  },
};

function needed(name: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`${name} is missing.`);
  return value;
}

function numberOf(name: keyof Values, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`--${name} takes a number; "${text}" is none.`);
  if (value < 0) throw new UsageError(`--${name} takes a number that is not negative; "${text}" is.`);
  return value;
}

function methodOf(word: string): AnomalyMethod {
  if (word === 'deviation' || word === 'components') return word;
  throw new UsageError(`--method takes deviation or components; "${word}" is neither.`);
}

async function learn(values: Values, recordingId: string, output: Output): Promise<void> {
  const reference: AnomalyReference = {
    rows: numberOf('rows', needed('--rows', values.rows)),
    ...(values['from-row'] === undefined ? {} : { fromRow: numberOf('from-row', values['from-row']) }),
    ...(values['row-seconds'] === undefined ? {} : { rowSeconds: numberOf('row-seconds', values['row-seconds']) }),
    ...(values['leave-out'] === undefined ? {} : { leaveOut: values['leave-out'].split(',') }),
    ...(values.method === undefined ? {} : { method: methodOf(values.method) }),
  };
  await withAppliance(values.data, async (appliance) => {
    const job = await appliance.anomalies.learn(recordingId, reference, commandLineActor());
    const result = (await finishJob(appliance, job.id)) as unknown as Learned;
    const left = result.notWatched.map(({ channel, reason }) => `\n  ${channel} is not watched: ${why[reason]}`).join('');
    output.result(`Reference ${result.modelId} (version ${result.version}) watches ${result.watched.join(', ')}${left}`, result);
  });
}

interface Learned {
  modelId: string;
  version: number;
  watched: string[];
  notWatched: AnomalyOverview['notWatched'];
}

const why = { constant: 'it stood still in the reference', missing: 'the reference has too few of its samples' } as const;

async function apply(values: Values, recordingId: string, output: Output): Promise<void> {
  await withAppliance(values.data, async (appliance) => {
    const { recording } = await appliance.recordings.getDetail(recordingId);
    const modelId = values.model ?? (await referenceFor(appliance, recording)).id;
    if (!output.isJson) {
      output.result(describe(await appliance.anomalies.getOverview(recordingId, modelId)), null);
      return;
    }
    const { items } = await appliance.anomalies.rows(recordingId, { modelId, limit: Number.MAX_SAFE_INTEGER });
    output.result('', { recordingId, modelId, rows: items });
  });
}

/** The newest reference that was learned from this very recording; else the newest of its system. */
async function referenceFor(appliance: Appliance, { id, systemId }: { id: string; systemId: string }): Promise<AnomalyModel> {
  const models = await allModels(appliance, systemId);
  const found = models.find(({ reference }) => reference.recordingId === id) ?? models[0];
  if (found) return found;
  throw new Problem('anomaly-model-not-found', 404, 'Nobody has said what is usual in this system', {
    detail: 'Learn it from a range in which the system was as it should be: anomaly fit RECORDING --rows N.',
  });
}

/** Newest first. */
async function allModels({ anomalies }: Appliance, systemId: string | undefined): Promise<AnomalyModel[]> {
  const models: AnomalyModel[] = [];
  for (let cursor: string | undefined; ; ) {
    const filter = systemId === undefined ? {} : { systemId };
    const { items, next } = await anomalies.list({ ...filter, limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    models.push(...items);
    if (next === undefined) return models;
    cursor = next;
  }
}

function describe({ rows, judgedRows, anomalousRows, limit, stretches, stretchCount, notWatched }: AnomalyOverview): string {
  const lines = [
    `${anomalousRows} of ${rows} rows are unlike the reference (${rows - judgedRows} could not be judged; limit ${limit.toFixed(2)})`,
  ];
  for (const { fromS, toS, score, channels } of stretches) {
    const parts = channels.map(({ channel, direction, score: own }) => `${channel} ${direction} (${own.toFixed(1)})`);
    lines.push(`  ${fromS.toFixed(0)} to ${toS.toFixed(0)} s: up to ${score.toFixed(1)}; ${parts.join(', ')}`);
  }
  if (stretchCount > stretches.length) lines.push(`  and ${stretchCount - stretches.length} more`);
  for (const { channel, reason } of notWatched) lines.push(`  ${channel} is not watched: ${why[reason]}`);
  return lines.join('\n');
}

async function watch(values: Values, output: Output): Promise<void> {
  const modelId = needed('--model', values.model);
  await withAppliance(values.data, async ({ anomalies }) => {
    await watchRows(await anomalies.getDetector(modelId), process.stdin, (line) => process.stdout.write(`${line}\n`));
    output.say('No more rows.');
  });
}

async function list(values: Values, output: Output): Promise<void> {
  await withAppliance(values.data, async (appliance) => {
    const models = await allModels(appliance, values.system);
    const line = ({ id, method, version, isNewest, reference, watched }: AnomalyModel): string =>
      `${id}  ${method} v${version}${isNewest ? '' : ' (replaced)'}  ${reference.rows} rows of "${reference.recordingName}"; ${watched.length} channels`;
    output.result(models.map(line).join('\n') || 'No reference was learned yet.', models);
  });
}
