import type { Cause, Differences, VoteDifference } from '../diagnostics/evaluations/evaluation.schema.ts';
import type { NewReevaluation, Reevaluation, ReevaluationItem } from '../diagnostics/reevaluations/reevaluation.schema.ts';
import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';
import { all } from './systems.command.ts';

const options = { system: { type: 'string' }, all: { type: 'boolean' }, 'dry-run': { type: 'boolean' } } as const;

export const reevaluateCommand: Command = {
  usage: 'reevaluate RECORDING | --system ID | --all  [--dry-run]   (judges stored recordings again; earlier results stay)',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 0, most: 1 });
    const scope = scopeOf({ recordingId: positionals[0], systemId: values.system, isAll: values.all === true });
    await withAppliance(values.data, async (appliance) => {
      const { reevaluations } = appliance;
      const started = await reevaluations.start({ ...scope, isDryRun: values['dry-run'] === true }, commandLineActor());
      await finishJob(appliance, started.jobId);
      const reevaluation = await reevaluations.get(started.id);
      const items = await all((cursor) => reevaluations.items(started.id, { limit: 500, ...cursor }));
      output.result([...items.flatMap(describeItem), summary(reevaluation)].join('\n'), { reevaluation, items });
    });
  },
};

function scopeOf(given: { recordingId: string | undefined; systemId: string | undefined; isAll: boolean }): NewReevaluation {
  const { recordingId, systemId, isAll } = given;
  if ([recordingId !== undefined, systemId !== undefined, isAll].filter(Boolean).length !== 1)
    throw new UsageError('Name one recording, or --system ID, or --all.');
  if (recordingId !== undefined) return { scope: 'recording', recordingId };
  return systemId === undefined ? { scope: 'all' } : { scope: 'system', systemId };
}

function summary({ isDryRun, counts: { unchanged, changed, first, failed } }: Reevaluation): string {
  const verb = isDryRun ? 'would change' : 'changed';
  const stored = isDryRun || changed + first === 0 ? ' Nothing was stored.' : '';
  return `${unchanged} unchanged (same bytes), ${changed} ${verb}, ${first} without an earlier diagnosis, ${failed} failed.${stored}`;
}

function describeItem({ recordingName, outcome, differences, problem }: ReevaluationItem): string[] {
  if (outcome === 'unchanged') return [];
  if (problem) return [`${recordingName}: failed, ${problem.title}`];
  return differences ? [`${recordingName}:`, ...describeDifferences(differences)] : [`${recordingName}: diagnosed for the first time`];
}

function describeDifferences({ causes, verdict, findings, indicators, channels, votes, elsewhere }: Differences): string[] {
  const percent = (side: { confidence: number } | null) => (side === null ? 'not there' : `${Math.round(100 * side.confidence)} %`);
  const number = (side: { value: number | null; state: string } | null) =>
    side === null ? 'not there' : `${side.value === null ? 'no value' : +side.value.toPrecision(4)}, ${side.state}`;
  return [
    `  because of: ${causes.map(describeCause).join('; ')}`,
    ...(verdict ? [`  verdict: ${verdict.before.state} -> ${verdict.after.state}: ${verdict.after.sentence}`] : []),
    ...findings.map((one) => `  ${one.faultId} ${one.fault} ${one.change}: ${percent(one.before)} -> ${percent(one.after)}`),
    ...indicators.map(
      (one) => `  ${one.name} ${[one.change, ...one.changed].join(' ')}: ${number(one.before)} -> ${number(one.after)} (${one.unit})`,
    ),
    ...votes.map((one) => `  model ${one.target} ${one.change}: ${describeVote(one.before)} -> ${describeVote(one.after)}`),
    ...channels.map((one) => `  channel ${one.channel}: ${one.before ?? 'not there'} -> ${one.after ?? 'not there'}`),
    ...(elsewhere.length > 0 ? [`  also: ${elsewhere.join(', ')}`] : []),
  ];
}

function describeVote(side: VoteDifference['before']): string {
  if (side === null) return 'not there';
  const seen =
    side.because !== null ? `abstains because ${side.because}` : (side.answer ?? side.shares.map((share) => share.class).join(' and '));
  return `${seen} (version ${side.version}, ${side.comparison.outcome})`;
}

function describeCause({ what, before, after }: Cause): string {
  if (what === 'unexplained') return 'nothing that is known: the same engine, catalogue and inputs gave another result';
  if (what === 'not-recorded') return 'what the earlier evaluation rested on was not recorded';
  return before === null && after === null ? what : `${what} ${before ?? 'none'} -> ${after ?? 'none'}`;
}
