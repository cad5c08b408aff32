import { join } from 'node:path';
import type { Appliance } from '../app.ts';
import type { Report } from '../reports/report.schema.ts';
import { commandLineActor } from './command.ts';
import { saveFile } from './saved-file.ts';

/** Copies the files of a report into a folder; each appears whole or not at all. */
export async function saveReport(appliance: Appliance, report: Report, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const { format } of report.files) {
    const { name, content } = await appliance.reports.open(report.id, { format }, commandLineActor());
    paths.push(await saveFile(join(folder, name), content));
  }
  return paths;
}

export async function saveBundle(appliance: Appliance, report: Report, folder: string): Promise<string> {
  const { name, content } = await appliance.reports.openBundle(report.id, commandLineActor());
  return saveFile(join(folder, name), content);
}
