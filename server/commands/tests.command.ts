import type { TestResult, TestValue } from '../diagnostics/guided-tests/guided-test.schema.ts';
import type { SystemTest } from '../diagnostics/guided-tests/test-run.schema.ts';
import { type Command, commandLineActor, type Output, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';

const options = { system: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, baseline: { type: 'string' } } as const;

type Values = { readonly [name in keyof typeof options | 'data']?: string | undefined };

export const testsCommand: Command = {
  usage: [
    'tests list --system ID   (guided tests, and why one is not possible on this system)',
    'tests run TEST RECORDING [--from S] [--to S] [--baseline RUN]   (evaluates a recorded test; S: seconds since its start)',
  ].join('\n  '),
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 3 });
    const [word, test, recording] = positionals;
    if (word === 'list' && positionals.length === 1) return list(values, output);
    if (word !== 'run') throw new UsageError(`"tests ${positionals.join(' ')}" is not known.`);
    if (test === undefined || recording === undefined) throw new UsageError('TEST and RECORDING are needed.');
    return evaluate({ test, recording, values }, output);
  },
};

async function list({ data, system }: Values, output: Output): Promise<void> {
  if (system === undefined) throw new UsageError('--system is missing.');
  await withAppliance(data, async ({ guidedTests }) => {
    const { items } = await guidedTests.listTests(system);
    output.result(items.map(describe).join('\n'), items);
  });
}

function describe({ test, isPossible, unmet }: SystemTest): string {
  const reasons = unmet.map(({ because, wouldNeed }) => `    ${because.en}; would need: ${wouldNeed.en}`);
  return [`${test.id}  ${test.title.en}: ${isPossible ? 'possible' : 'not possible'}`, ...reasons].join('\n');
}

async function evaluate(
  { test, recording: recordingId, values }: { test: string; recording: string; values: Values },
  output: Output,
): Promise<void> {
  const range = {
    ...(values.from === undefined ? {} : { fromS: seconds('from', values.from) }),
    ...(values.to === undefined ? {} : { toS: seconds('to', values.to) }),
  };
  await withAppliance(values.data, async (appliance) => {
    const { guidedTests, recordings } = appliance;
    const { recording } = await recordings.getDetail(recordingId);
    const baseline = values.baseline === undefined ? {} : { baselineRunId: values.baseline };
    const run = await guidedTests.create(recording.systemId, { testId: test as never, ...baseline }, commandLineActor());
    const job = await guidedTests.evaluate(run.id, { recordingId, ...range }, commandLineActor());
    await finishJob(appliance, job.id);
    const { newest } = await guidedTests.get(run.id);
    if (!newest) throw new Error(`the run ${run.id} has no evaluation`);
    output.result(describeResult(newest.result), newest);
  });
}

function seconds(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`--${name} takes seconds; "${text}" is no number.`);
  return value;
}

function describeResult({ sentence, values, refusals, notes }: TestResult): string {
  return [
    sentence.en,
    ...values.map((value) => `  ${value.name.en}: ${valueText(value)}`),
    ...refusals.map(({ because, wouldNeed }) => `  not assessable: ${because.en}; would need: ${wouldNeed.en}`),
    ...notes.map(({ en }) => `  ${en}`),
  ].join('\n');
}

function valueText({ value, uncertainty, unit, state, limit, missing }: TestValue): string {
  if (value === null) return `not computable: ${missing?.because.en ?? 'no samples'}`;
  const spread = uncertainty === null ? '' : ` ± ${+uncertainty.toPrecision(2)}`;
  const source = limit ? ` (${limit.source.reference})` : '';
  return `${+value.toPrecision(4)}${spread}${unit === '1' ? '' : ` ${unit}`}: ${state}${source}`;
}
