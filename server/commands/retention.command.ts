import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';
import { all } from './systems.command.ts';

const options = { 'keep-days': { type: 'string' }, 'for-ever': { type: 'boolean' }, 'allow-removal': { type: 'string' } } as const;

export const retentionCommand: Command = {
  usage: 'retention storage | retention show|due|run SYSTEM | retention set SYSTEM (--keep-days N | --for-ever) [--allow-removal yes|no]',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 2 });
    const [verb, systemId] = positionals;
    await withAppliance(values.data, async (appliance) => {
      const { retention } = appliance;
      if (verb === 'storage') {
        const items = await all((cursor) => retention.storage({ limit: 500, ...cursor }));
        const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
        const line = (use: (typeof items)[number]) =>
          `${use.systemId}  ${use.systemName}  ${use.recordings} recordings  raw ${megabytes(use.rawBytes)}  series ${megabytes(use.seriesBytes)}  kept ${term(use.keepDays)}`;
        return output.result(items.map(line).join('\n') || 'No systems yet.', { items });
      }
      if (!systemId) throw new UsageError('SYSTEM is missing.');
      if (verb === 'show') {
        const policy = await retention.get(systemId);
        return output.result(`kept ${term(policy.keepDays)}, removal by hand ${policy.allowsRemoval ? 'allowed' : 'not allowed'}`, policy);
      }
      if (verb === 'due') {
        const items = await all((cursor) => retention.due(systemId, { limit: 500, ...cursor }));
        const text = items.map((r) => `${r.recordingId}  ${r.name}  ${r.heldBy === null ? 'due' : `stays: ${r.heldBy}`}`).join('\n');
        return output.result(text || 'Nothing is due.', { items });
      }
      if (verb === 'set') {
        const before = await retention.get(systemId);
        const change = { keepDays: keepDaysOf(values), allowsRemoval: allowsOf(values['allow-removal'], before.allowsRemoval) };
        const policy = await retention.change(systemId, { ...change, version: before.version }, commandLineActor());
        return output.result(`kept ${term(policy.keepDays)}`, policy);
      }
      if (verb !== 'run') throw new UsageError(`retention "${verb}" is not understood.`);
      const job = await retention.run(systemId, commandLineActor());
      const ended = await finishJob(appliance, job.id);
      output.result(`${ended.removed} recordings deleted, ${ended.held} kept because something rests on them`, ended);
    });
  },
};

function term(keepDays: number | null): string {
  return keepDays === null ? 'for ever' : `${keepDays} days`;
}

function keepDaysOf(values: { 'keep-days'?: string | undefined; 'for-ever'?: boolean | undefined }): number | null {
  if (values['for-ever'] === true) return null;
  const days = Number(values['keep-days']);
  if (!Number.isInteger(days) || days < 1 || days > 36_500) throw new UsageError('--keep-days takes 1 to 36500, or give --for-ever.');
  return days;
}

function allowsOf(word: string | undefined, before: boolean): boolean {
  if (word === undefined) return before;
  if (word !== 'yes' && word !== 'no') throw new UsageError('--allow-removal takes yes or no.');
  return word === 'yes';
}
