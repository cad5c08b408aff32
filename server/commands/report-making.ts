import type { NewReport, Report } from '../reports/report.schema.ts';
import { type CommandAppliance, commandLineActor } from './command.ts';
import { finishJob } from './job-waiting.ts';
import { saveBundle, saveReport } from './report-saving.ts';
import type { Look } from './report-words.ts';

/** Asks for a report and waits until it is there. */
export async function makeReport(appliance: CommandAppliance, wanted: NewReport): Promise<Report> {
  const job = await appliance.reports.start(wanted, commandLineActor());
  const { reportId } = await finishJob(appliance, job.id);
  return appliance.reports.get(String(reportId));
}

/** The files of a report, and the bundle where it was asked for. */
export async function saveLook(
  appliance: CommandAppliance,
  report: Report,
  { look, folder }: { look: Look; folder: string },
): Promise<string[]> {
  const paths = await saveReport(appliance, report, { folder, style: look.style });
  return look.isBundled ? [...paths, await saveBundle(appliance, report, folder)] : paths;
}
