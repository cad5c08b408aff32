import type { NewReportBatch, ReportBatchItem } from '../reports/batches/report-batch.schema.ts';
import type { ReportFormat } from '../reports/report.schema.ts';
import { type CommandAppliance, type CommandContext, commandLineActor, UsageError, withAppliance } from './command.ts';
import { siteNamed } from './data-export.command.ts';
import { finishJob } from './job-waiting.ts';
import { saveBundle, saveReport } from './report-saving.ts';

interface BatchWords {
  readonly out: string;
  readonly formats: ReportFormat[];
  readonly isBundled: boolean;
  readonly site?: string | undefined;
  readonly systems?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly data?: string | undefined;
}

/** `report --site …`: one job makes them all; exit code 1 when one could not be made, with the reason beside its system. */
export async function reportBatch(words: BatchWords, { output, exit }: CommandContext): Promise<void> {
  const { site, systems, from, to } = words;
  if ((site === undefined) === (systems === undefined)) throw new UsageError('Name a recording, --site NAME, or --systems ID,ID.');
  await withAppliance(words.data, async (appliance) => {
    const actor = commandLineActor();
    const wanted: NewReportBatch = {
      formats: words.formats,
      ...(site === undefined ? { systemIds: [...new Set((systems ?? '').split(','))] } : { siteId: await siteNamed(appliance, site) }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
    const batch = await appliance.reportBatches.start(wanted, actor);
    await finishJob(appliance, batch.jobId);
    const items = await itemsOf(appliance, batch.id);
    const files: string[] = [];
    for (const { report } of items) {
      if (!report) continue;
      files.push(...(await saveReport(appliance, await appliance.reports.get(report.id), words.out)));
      if (words.isBundled) files.push(await saveBundle(appliance, await appliance.reports.get(report.id), words.out));
    }
    output.result(items.map(line).join('\n'), { batchId: batch.id, items, files });
    if (items.some(({ state }) => state === 'failed')) exit.code = 1;
  });
}

async function itemsOf({ reportBatches }: CommandAppliance, id: string): Promise<ReportBatchItem[]> {
  const all: ReportBatchItem[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await reportBatches.items(id, { limit: 500, ...(cursor ? { cursor } : {}) });
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
  }
}

function line({ systemName, report, problem }: ReportBatchItem): string {
  if (report) return `${report.number}  ${systemName}`;
  return `no report   ${systemName}: ${problem?.title ?? 'it is gone'}${problem?.detail ? `. ${problem.detail}` : ''}`;
}
