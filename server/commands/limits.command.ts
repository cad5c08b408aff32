import { readFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { Problem } from '../platform/problem.ts';
import { type Limit, LimitState, NewLimit } from '../systems/limits/limit.schema.ts';
import { type Command, type CommandAppliance, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';
import { all } from './systems.command.ts';

const options = {
  state: { type: 'string' },
  reason: { type: 'string' },
  alone: { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  everywhere: { type: 'boolean' },
  healthy: { type: 'boolean' },
  indicator: { type: 'string', multiple: true },
} as const;
type Values = Readonly<Record<string, string | boolean | string[] | undefined>>;

export const limitsCommand: Command = {
  usage:
    'limits list SYSTEM [--state STATE] | limits propose SYSTEM FILE.json | limits approve|reject|withdraw LIMIT --reason TEXT [--alone] | limits capture SYSTEM RECORDING --reason TEXT [--from S --to S] [--everywhere] [--healthy] [--indicator ID …]',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 2, most: 3 });
    const [verb, id, other] = positionals as [string, string, string | undefined];
    await withAppliance(values.data, async (appliance) => {
      if (verb === 'list') {
        const items = await listAll(appliance, id, values.state);
        output.result(items.map(describe).join('\n') || 'No limits.', { items });
      } else if (verb === 'propose' && other) {
        const made = await appliance.limits.propose(id, readProposal(other), commandLineActor());
        output.result(describe(made), made);
      } else if (verb === 'approve' || verb === 'reject' || verb === 'withdraw') {
        const decided = await decide(appliance, verb, id, values);
        output.result(describe(decided), decided);
      } else if (verb === 'capture' && other) {
        const made = await capture(appliance, { systemId: id, recordingId: other }, values);
        output.result(`Proposed: ${[made.proposed].flat().join(', ') || 'nothing'}. Another person approves them.`, made);
      } else throw new UsageError('Say list, propose, approve, reject, withdraw or capture, with an id.');
    });
  },
};

async function listAll({ limits }: CommandAppliance, systemId: string, state: string | undefined): Promise<Limit[]> {
  if (state !== undefined && !Value.Check(LimitState, state)) throw new UsageError(`"${state}" is no state of a limit.`);
  const filter = state === undefined ? {} : { state: state as Limit['state'] };
  return all((cursor) => limits.list(systemId, { limit: 500, ...filter, ...cursor }));
}

function reasonOf(values: Values): string {
  if (typeof values.reason === 'string' && values.reason.trim().length >= 5) return values.reason;
  throw new UsageError('--reason is missing or shorter than 5 characters.');
}

function decide({ limits }: CommandAppliance, verb: 'approve' | 'reject' | 'withdraw', id: string, values: Values): Promise<Limit> {
  const reason = reasonOf(values);
  if (verb === 'withdraw') return limits.withdraw(id, reason, commandLineActor());
  const decision = verb === 'approve' ? 'approved' : 'rejected';
  return limits.decide(id, { decision, reason, isAloneAccepted: values.alone === true }, commandLineActor());
}

async function capture(appliance: CommandAppliance, ids: { systemId: string; recordingId: string }, values: Values) {
  const request = {
    recordingId: ids.recordingId,
    ...seconds('fromS', values.from),
    ...seconds('toS', values.to),
    ...(Array.isArray(values.indicator) ? { indicators: values.indicator } : {}),
    scope: values.everywhere === true ? ('everywhere' as const) : ('operating-point' as const),
    ...(values.healthy === true ? { withHealthyValues: true } : {}),
    reason: reasonOf(values),
  };
  const job = await appliance.baselines.capture(ids.systemId, request, commandLineActor());
  return finishJob(appliance, job.id);
}

function seconds(key: 'fromS' | 'toS', text: Values[string]): Record<string, number> {
  if (text === undefined) return {};
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new UsageError(`"${String(text)}" is no number of seconds.`);
  return { [key]: value };
}

function describe(limit: Limit): string {
  const { id, subject, operatingPoint, version, state, unit, alarmLow, warningLow, warningHigh, alarmHigh, isRetirement } = limit;
  const place = operatingPoint === null ? '' : ` at ${operatingPoint.name}`;
  const values = [alarmLow, warningLow, warningHigh, alarmHigh].map((value) => value ?? '–').join(' / ');
  const healthy = limit.healthy === null ? '' : `, healthy ${limit.healthy.centre} ± ${limit.healthy.margin}`;
  const alone = limit.hasSecondPerson === false ? ', no second person' : '';
  const isShipped = limit.state === 'approved' && limit.hasSecondPerson === null;
  if (isShipped) return `${id}  ${subject}${place}  v${version} in force  ${values} ${unit}  comes with the simulated plant`;
  const by = limit.decidedBy === null ? `by ${limit.proposedBy}` : `by ${limit.proposedBy}, decided by ${limit.decidedBy}${alone}`;
  return `${id}  ${subject}${place}  v${version} ${state}  ${isRetirement ? 'ends the limit' : `${values} ${unit}${healthy}`}  ${by}`;
}

function readProposal(path: string): NewLimit {
  const refuse = (detail: string, cause?: unknown) => new Problem('limit-file-invalid', 422, 'The limit cannot be used', { detail, cause });
  let limit: unknown;
  try {
    limit = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refuse(`${path} is missing or is not valid JSON.`, error);
  }
  const [first] = Value.Errors(NewLimit, limit);
  if (first !== undefined) throw refuse(`${path}: ${first.instancePath || 'the file'} ${first.message}.`);
  return limit as NewLimit;
}
