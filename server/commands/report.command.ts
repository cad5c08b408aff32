import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Appliance } from '../app.ts';
import { fileProblem, makeFolder } from '../platform/files/durable.ts';
import { Problem } from '../platform/problem.ts';
import type { Report, ReportFormat } from '../reports/report.schema.ts';
import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { diagnoseRecording } from './diagnose.command.ts';
import { finishJob } from './job-waiting.ts';

const options = { out: { type: 'string' }, format: { type: 'string' } } as const;
const formats: readonly ReportFormat[] = ['pdf', 'json', 'csv'];

export const reportCommand: Command = {
  usage: 'report RECORDING --out DIR [--format pdf,json,csv]',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 1 });
    if (!values.out) throw new UsageError('--out is missing.');
    const wanted = readFormats(values.format);
    const folder = values.out;
    await withAppliance(values.data, async (appliance) => {
      const report = await writeReport(appliance, positionals[0] as string, wanted);
      const paths = await saveReport(appliance, report, folder);
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

/** Copies the files of a report into a folder; each appears whole or not at all. */
export async function saveReport(appliance: Appliance, report: Report, folder: string): Promise<string[]> {
  const paths: string[] = [];
  try {
    makeFolder(folder, 0o755);
    for (const { format } of report.files) {
      const file = await appliance.reports.open(report.id, format, commandLineActor());
      const path = join(folder, file.name);
      const temporary = `${path}.part`;
      await pipeline(file.content, createWriteStream(temporary, { flush: true })).catch((error: unknown) => {
        rmSync(temporary, { force: true });
        throw error;
      });
      renameSync(temporary, path);
      paths.push(path);
    }
  } catch (error) {
    throw fileProblem(error, folder);
  }
  return paths;
}

function readFormats(text: string | undefined): ReportFormat[] {
  const wanted = (text ?? formats.join(',')).split(',');
  const unknown = wanted.find((word) => !formats.includes(word as ReportFormat));
  if (unknown !== undefined) throw new UsageError(`--format ${unknown} is not known; choose from ${formats.join(', ')}.`);
  return [...new Set(wanted)] as ReportFormat[];
}
