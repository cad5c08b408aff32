import type { Damage, VerificationResult } from '../measurements/verifications/verification.schema.ts';
import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';

export const verifyCommand: Command = {
  usage: 'verify RECORDING | verify --all   (reads every stored byte again; exit code 1 when one is not as it was written)',
  async run(args, { output, exit }) {
    const { values, positionals } = parse(args, { all: { type: 'boolean' } }, { least: 0, most: 1 });
    const [recordingId] = positionals;
    if (recordingId !== undefined && values.all) throw new UsageError('Either one recording or --all.');
    await withAppliance(values.data, async (appliance) => {
      const job = await appliance.verifications.start(recordingId === undefined ? {} : { recordingId }, commandLineActor());
      const result = (await finishJob(appliance, job.id)) as unknown as VerificationResult;
      output.result(describe(result), result);
      if (result.damageCount > 0) exit.code = 1;
    });
  },
};

function describe({ recordings, files, bytes, damageCount, damages }: VerificationResult): string {
  const read = `${files} files of ${recordings} recordings read (${Math.round(bytes / 1e6)} MB)`;
  if (damageCount === 0) return `${read}: every byte is as it was written.`;
  const more = damageCount > damages.length ? [`  and ${damageCount - damages.length} more`] : [];
  return [`${read}: ${damageCount} damaged`, ...damages.map((damage) => `  ${line(damage)}`), ...more].join('\n');
}

function line({ recordingName, recordingId, file, name, part, channel, fromMs, toMs }: Damage): string {
  const of = recordingName === null ? '' : `${recordingName} (${recordingId}): `;
  const what = file === 'raw' ? `raw file ${name}` : file;
  const where = channel === null ? '' : `, channel "${channel}"`;
  const when = fromMs === null || toMs === null ? '' : `, ${fromMs / 1000} s to ${toMs / 1000} s`;
  return `${of}${what}, ${part}${where}${when}`;
}
