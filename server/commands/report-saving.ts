import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Appliance } from '../app.ts';
import type { TableStyleQuery } from '../reports/contents/content.schema.ts';
import type { Report } from '../reports/report.schema.ts';
import { commandLineActor } from './command.ts';
import { saveFile } from './saved-file.ts';

export interface Destination {
  readonly folder: string;
  /** How the CSV is written; absent: as it was when the report was made. */
  readonly style?: TableStyleQuery | undefined;
}

/** Copies the files of a report into a folder; each appears whole or not at all. */
export async function saveReport(appliance: Appliance, report: Report, { folder, style }: Destination): Promise<string[]> {
  const paths: string[] = [];
  for (const { format, name } of report.files) {
    const content =
      format === 'csv' && style !== undefined
        ? Readable.from([(await appliance.reportContents.openTable(report.id, style, commandLineActor())).text])
        : (await appliance.reports.open(report.id, { format }, commandLineActor())).content;
    paths.push(await saveFile(join(folder, name), content));
  }
  return paths;
}

export async function saveBundle(appliance: Appliance, report: Report, folder: string): Promise<string> {
  const { name, content } = await appliance.reports.openBundle(report.id, commandLineActor());
  return saveFile(join(folder, name), content);
}
