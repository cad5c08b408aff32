import { Problem } from '../platform/problem.ts';
import type { NewReport, Report } from '../reports/report.schema.ts';
import { type Command, type CommandAppliance, parse, UsageError, withAppliance } from './command.ts';
import { diagnoseRecording } from './diagnose.command.ts';
import { reportBatch } from './report-batch.command.ts';
import { isLifeVerb, reportLife } from './report-life.ts';
import { makeReport, saveLook } from './report-making.ts';
import { askedLook, type Look, lookOptions, readLook } from './report-words.ts';

const options = {
  ...lookOptions,
  out: { type: 'string' },
  site: { type: 'string' },
  systems: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'speaks-of': { type: 'string' },
  together: { type: 'boolean' },
  reason: { type: 'string' },
  user: { type: 'string' },
} as const;

const looks = '[--template NAME|--no-template] [--language en|de] [--decimal-mark point|comma] [--delimiter comma|semicolon|tab]';

export const reportCommand: Command = {
  usage: `report RECORDING --out DIR [--format pdf,html,docx,xlsx,json,csv,zip] ${looks}   (zip: a signed bundle of the other files; the last two: how the CSV is written)
  report --site NAME|--systems ID,ID --out DIR [--from DAY] [--to DAY] [--speaks-of newest|period] [--format …] [--template …]   (one report for each system, as one job, on its newest recording or on all of the period)
  report --site NAME|--systems ID,ID --together --out DIR [--from DAY] [--to DAY] [--format …] [--template …]   (one report on all of them)
  report show|new-version NUMBER[:VERSION] | report submit|review|approve NUMBER[:VERSION] [--user NAME] | report return|withdraw NUMBER[:VERSION] --reason TEXT   (who signs: --user, else the name at this machine; the password is read from standard input)`,
  async run(args, context) {
    const { output } = context;
    const { values, positionals } = parse(args, options, { least: 0, most: 2 });
    const [verb, name] = positionals;
    if (isLifeVerb(verb)) return reportLife(verb, { ...values, name }, context);
    if (name !== undefined) throw new UsageError(`report "${verb}" is not understood.`);
    if (!values.out) throw new UsageError('--out is missing.');
    const look = readLook(values);
    const folder = values.out;
    const [recordingId] = positionals;
    if (recordingId === undefined) {
      const words = { ...values, out: folder, speaksOf: values['speaks-of'], isTogether: values.together === true };
      return reportBatch(words, look, context);
    }
    if (values.site ?? values.systems ?? values.from ?? values.to ?? values['speaks-of'] ?? values.together)
      throw new UsageError('Either one recording, or --site or --systems.');
    await withAppliance(values.data, async (appliance) => {
      const { report, paths } = await made(appliance, { recordingId, look, folder });
      output.result(paths.join('\n'), { report, files: paths });
    });
  },
};

async function made(
  appliance: CommandAppliance,
  { recordingId, look, folder }: { recordingId: string; look: Look; folder: string },
): Promise<{ report: Report; paths: string[] }> {
  const report = await writeReport(appliance, { recordingId, ...(await askedLook(appliance, look)) });
  return { report, paths: await saveLook(appliance, report, { look, folder }) };
}

/** Waits for a diagnosis where there is none yet. */
export async function writeReport(appliance: CommandAppliance, wanted: NewReport & { recordingId: string }): Promise<Report> {
  const { recordingId } = wanted;
  const hasDiagnosis = await appliance.diagnoses.getLatest(recordingId).then(
    () => true,
    (error: unknown) => (error instanceof Problem && error.code === 'diagnosis-not-found' ? false : Promise.reject(error)),
  );
  if (!hasDiagnosis) await diagnoseRecording(appliance, recordingId);
  return makeReport(appliance, wanted);
}
