import type { Damage, VerificationResult } from '../measurements/verifications/verification.schema.ts';
import { Problem } from '../platform/problem.ts';
import { type Command, type CommandContext, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';
import { ownPublicKey, verifyBundle } from './verify-bundle.ts';

export const verifyCommand: Command = {
  usage:
    'verify RECORDING | verify --all | verify BUNDLE.zip [--key FILE]   (reads every byte again; exit code 1 when one is not as it was written)',
  async run(args, context) {
    const { output, exit } = context;
    const options = { all: { type: 'boolean' }, key: { type: 'string' }, 'key-fingerprint': { type: 'boolean' } } as const;
    const { values, positionals } = parse(args, options, { least: 0, most: 1 });
    const [recordingId] = positionals;
    if (values['key-fingerprint']) return tellKey(values.data, context);
    if (recordingId?.toLowerCase().endsWith('.zip')) return verifyBundle(recordingId, { key: values.key, data: values.data }, context);
    if (values.key !== undefined) throw new UsageError('--key belongs to a report bundle (FILE.zip).');
    if (recordingId !== undefined && values.all) throw new UsageError('Either one recording or --all.');
    await withAppliance(values.data, async (appliance) => {
      const job = await appliance.verifications.start(recordingId === undefined ? {} : { recordingId }, commandLineActor());
      const result = (await finishJob(appliance, job.id)) as unknown as VerificationResult;
      output.result(describe(result), result);
      if (result.damageCount > 0) exit.code = 1;
    });
  },
};

/** For whoever holds a bundle elsewhere and wants to know whose key signed it. */
function tellKey(data: string | undefined, { output }: CommandContext): void {
  const key = ownPublicKey(data);
  if (!key)
    throw new Problem('signing-key-missing', 404, 'Nothing has been signed here yet', { detail: 'The key is made with the first bundle.' });
  output.result(key.fingerprint, { algorithm: 'Ed25519', fingerprint: key.fingerprint, pem: key.pem });
}

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
