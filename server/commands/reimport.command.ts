import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';

export const reimportCommand: Command = {
  usage: 'reimport RECORDING --check   (reads the raw files again by the stored recipe; exit code 1 when the samples differ)',
  async run(args, { output }) {
    const { values, positionals } = parse(args, { check: { type: 'boolean' } }, { least: 1, most: 1 });
    if (!values.check) throw new UsageError('--check is missing: recordings are never read again in place.');
    await withAppliance(values.data, async (appliance) => {
      const job = await appliance.recipeChecks.start(positionals[0]!, commandLineActor());
      const check = await finishJob(appliance, job.id);
      const text = check.isSame
        ? `The raw files and the stored recipe give the same samples, byte for byte (${String(check.storedSha256)}).`
        : `They differ: stored ${String(check.storedSha256)} by importer ${String(check.storedBy)}, read ${String(check.readSha256)} by ${String(check.readBy)}.`;
      output.result(text, check);
      if (!check.isSame) process.exitCode = 1;
    });
  },
};
