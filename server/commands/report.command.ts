import type { Appliance } from '../app.ts';
import { Problem } from '../platform/problem.ts';
import { type Report, type ReportFormat, reportFormats } from '../reports/report.schema.ts';
import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { diagnoseRecording } from './diagnose.command.ts';
import { finishJob } from './job-waiting.ts';
import { reportBatch } from './report-batch.command.ts';
import { isLifeVerb, reportLife } from './report-life.ts';
import { saveBundle, saveReport } from './report-saving.ts';

const options = {
  out: { type: 'string' },
  format: { type: 'string' },
  site: { type: 'string' },
  systems: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  reason: { type: 'string' },
  user: { type: 'string' },
} as const;
/** Not a format of its own: the files of the others, signed. */
const bundleWord = 'zip';

export const reportCommand: Command = {
  usage:
    'report RECORDING --out DIR [--format pdf,html,docx,xlsx,json,csv,zip]   (zip: a signed bundle of the other files)\n  report --site NAME|--systems ID,ID --out DIR [--from DAY] [--to DAY] [--format …]   (one report for each system, as one job)\n  report show|new-version NUMBER[:VERSION] | report submit|review|approve NUMBER[:VERSION] [--user NAME] | report return|withdraw NUMBER[:VERSION] --reason TEXT   (who signs: --user, else the name at this machine; the password is read from standard input)',
  async run(args, context) {
    const { output } = context;
    const { values, positionals } = parse(args, options, { least: 0, most: 2 });
    const [verb, name] = positionals;
    if (isLifeVerb(verb)) return reportLife(verb, { ...values, name }, context);
    if (name !== undefined) throw new UsageError(`report "${verb}" is not understood.`);
    if (!values.out) throw new UsageError('--out is missing.');
    const wanted = readFormats(values.format);
    const folder = values.out;
    const [recordingId] = positionals;
    if (recordingId === undefined) return reportBatch({ ...values, out: folder, ...wanted }, context);
    if (values.site ?? values.systems ?? values.from ?? values.to) throw new UsageError('Either one recording, or --site or --systems.');
    await withAppliance(values.data, async (appliance) => {
      const report = await writeReport(appliance, recordingId, wanted.formats);
      const paths = await saveReport(appliance, report, folder);
      if (wanted.isBundled) paths.push(await saveBundle(appliance, report, folder));
      output.result(paths.join('\n'), { report, files: paths });
    });
  },
};

export async function writeReport(appliance: Appliance, recordingId: string, wanted: ReportFormat[]): Promise<Report> {
  const hasDiagnosis = await appliance.diagnoses.getLatest(recordingId).then(
    () => true,
    (error: unknown) => (error instanceof Problem && error.code === 'diagnosis-not-found' ? false : Promise.reject(error)),
  );
  if (!hasDiagnosis) await diagnoseRecording(appliance, recordingId);
  const job = await appliance.reports.start({ recordingId, formats: wanted }, commandLineActor());
  const { reportId } = await finishJob(appliance, job.id);
  return appliance.reports.get(String(reportId));
}

function readFormats(text: string | undefined): { formats: ReportFormat[]; isBundled: boolean } {
  const words = [...new Set((text ?? reportFormats.join(',')).split(','))];
  const isBundled = words.includes(bundleWord);
  const wanted = words.filter((word) => word !== bundleWord);
  const unknown = wanted.find((word) => !reportFormats.includes(word as ReportFormat));
  if (unknown !== undefined) {
    throw new UsageError(`--format ${unknown} is not known; choose from ${[...reportFormats, bundleWord].join(', ')}.`);
  }
  return { formats: (wanted.length > 0 ? wanted : [...reportFormats]) as ReportFormat[], isBundled };
}
