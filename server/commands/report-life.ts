import { userInfo } from 'node:os';
import type { Report } from '../reports/report.schema.ts';
import type { Meaning } from '../reports/signatures/signature.schema.ts';
import { shownName } from '../reports/statuses/status.rules.ts';
import type { ReportCondition } from '../reports/statuses/status.schema.ts';
import { type CommandAppliance, type CommandContext, commandLineActor, type Output, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';
import { readPassword } from './password-input.ts';

/** Steps that a person signs with the password. */
const signedSteps = { submit: 'prepared', review: 'reviewed', approve: 'approved' } as const satisfies Record<string, Meaning>;
const verbs = ['show', 'submit', 'review', 'approve', 'return', 'withdraw', 'new-version'] as const;
type Verb = (typeof verbs)[number];

export const isLifeVerb = (word: string | undefined): word is Verb => (verbs as readonly (string | undefined)[]).includes(word);

interface LifeWords {
  readonly name?: string | undefined;
  readonly reason?: string | undefined;
  readonly user?: string | undefined;
  readonly data?: string | undefined;
}

/** `report submit 2026-00001:2`: what happens to a report after it was made; every step ends when its files say so. */
export async function reportLife(verb: Verb, words: LifeWords, { output }: CommandContext): Promise<void> {
  const { name } = words;
  if (name === undefined) throw new UsageError('The number of the report is missing.');
  const takesReason = verb === 'return' || verb === 'withdraw';
  const reason = takesReason ? reasonOf(words.reason) : '';
  if (!takesReason && words.reason !== undefined) throw new UsageError(`report ${verb} takes no --reason.`);
  if (words.user !== undefined && !(verb in signedSteps)) throw new UsageError(`report ${verb} takes no --user: nothing is signed.`);
  await withAppliance(words.data, async (appliance) => {
    const report = await appliance.reports.getNamed(name);
    if (verb === 'show') return show(appliance, report, output);
    if (verb === 'new-version') return tell(appliance, await nextVersion(appliance, report), output);
    if (takesReason) await decide(appliance, { verb, report, reason });
    else await sign(appliance, { verb, report, userName: words.user ?? userInfo().username }, output);
    await tell(appliance, report.id, output);
  });
}

function reasonOf(reason: string | undefined): string {
  if (reason !== undefined && reason.trim().length >= 5 && reason.length <= 2000) return reason;
  throw new UsageError('--reason is missing, shorter than 5 or longer than 2000 characters.');
}

async function show({ reports, reportLife: life }: CommandAppliance, { id }: Report, output: Output): Promise<void> {
  const report = await reports.get(id);
  const versions = (await life.versions.list(id, { limit: 500 })).items;
  const condition = await life.condition.look(id);
  const others = versions.filter((version) => version.id !== id).map((version) => `  version ${version.version}  ${version.status}`);
  output.result([describe(report), ...others, describeCondition(condition)].join('\n'), { report, versions, condition });
}

/** What is signed is what was found before the password was asked for: a report that changes meanwhile is refused. */
async function sign(
  appliance: CommandAppliance,
  { verb, report, userName }: { verb: keyof typeof signedSteps; report: Report; userName: string },
  output: Output,
): Promise<void> {
  const { id, revision, contentSha256 } = report;
  const { statuses } = appliance.reportLife;
  output.say(`${describe(report)}\n${userName} signs it as ${signedSteps[verb]}.`);
  const password = await readPassword(`Password of ${userName}: `);
  if (password.length < 1 || password.length > 256) throw new UsageError('The password is missing on standard input, or too long.');
  // A report of before reports were frozen has no content to name; the service says so.
  const order = { password, revision, contentSha256: contentSha256 ?? '' };
  const signer = { userName, requestId: null };
  if (verb !== 'approve') return finish(appliance, (await statuses[verb](id, order, signer)).jobId);
  const { supersededJobId } = await finishJob(appliance, (await statuses.approve(id, order, signer)).id);
  await finish(appliance, supersededJobId);
}

async function decide(
  appliance: CommandAppliance,
  { verb, report, reason }: { verb: 'return' | 'withdraw'; report: Report; reason: string },
): Promise<void> {
  const { statuses } = appliance.reportLife;
  const step = verb === 'return' ? statuses.sendBack : statuses.withdraw;
  await finish(appliance, (await step(report.id, reason, commandLineActor())).jobId);
}

async function nextVersion(appliance: CommandAppliance, { id }: Report): Promise<string> {
  const job = await appliance.reportLife.versions.start(id, commandLineActor());
  return String((await finishJob(appliance, job.id)).reportId);
}

async function finish(appliance: CommandAppliance, jobId: unknown): Promise<void> {
  if (typeof jobId === 'string') await finishJob(appliance, jobId);
}

async function tell({ reports }: CommandAppliance, id: string, output: Output): Promise<void> {
  const report = await reports.get(id);
  output.result(describe(report), { report });
}

function describe(report: Report): string {
  const { title, status, statusReason, statusAt, statusBy, contentSha256, signatures } = report;
  return [
    `Report ${shownName(report)}: ${title}`,
    `  ${status} since ${statusAt} by ${statusBy}${statusReason === null ? '' : `: ${statusReason}`}`,
    `  content ${contentSha256 ?? 'was not kept'}`,
    ...signatures.map(({ meaning, displayName, userName, signedAt, hasSecondPerson }) => {
      const alone = hasSecondPerson ? '' : ', no second person';
      return `  ${meaning} by ${displayName} (${userName}) at ${signedAt}${alone}`;
    }),
  ].join('\n');
}

function describeCondition({ isWhole, faults }: ReportCondition): string {
  if (isWhole) return '  Everything it rests on is there and whole.';
  return faults.map(({ what, state, name }) => `  NOT whole: ${name} (${what}) is ${state}`).join('\n');
}
