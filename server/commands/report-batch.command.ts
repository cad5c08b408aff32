import { askedPeriod } from '../platform/asked-period.ts';
import { momentBefore } from '../reports/batches/named-period.ts';
import { batchSubjects, type ReportBatchItem } from '../reports/batches/report-batch.schema.ts';
import { type CommandAppliance, type CommandContext, commandLineActor, oneOf, UsageError, withAppliance } from './command.ts';
import { siteNamed } from './data-export.command.ts';
import { finishJob } from './job-waiting.ts';
import { makeReport, saveLook } from './report-making.ts';
import { askedLook, type Look } from './report-words.ts';

interface BatchWords {
  readonly out: string;
  readonly site?: string | undefined;
  readonly systems?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly speaksOf?: string | undefined;
  /** One report on all of them instead of one for each. */
  readonly isTogether: boolean;
  readonly data?: string | undefined;
}

/** `report --site …`: one job makes them all; exit code 1 when one could not be made, with the reason beside its system. */
export async function reportBatch(words: BatchWords, look: Look, { output, exit }: CommandContext): Promise<void> {
  const { site, systems, speaksOf, isTogether } = words;
  if ((site === undefined) === (systems === undefined)) throw new UsageError('Name a recording, --site NAME, or --systems ID,ID.');
  if (isTogether && speaksOf !== undefined) throw new UsageError('--speaks-of belongs to one report for each system.');
  const asked = speaksOf === undefined ? {} : { speaksOf: oneOf('speaks-of', speaksOf, batchSubjects) };
  await withAppliance(words.data, async (appliance) => {
    const chosen =
      site === undefined ? { systemIds: [...new Set((systems ?? '').split(','))] } : { siteId: await siteNamed(appliance, site) };
    const wanted = await askedLook(appliance, look);
    const saving = { look, folder: words.out };
    if (isTogether) {
      const report = await makeReport(appliance, { ...wanted, source: { kind: 'systems', ...chosen, ...momentsOf(words) } });
      const files = await saveLook(appliance, report, saving);
      return output.result(files.join('\n'), { report, files });
    }
    const batch = await appliance.reportBatches.start({ ...wanted, ...chosen, ...asked, ...given(words) }, commandLineActor());
    await finishJob(appliance, batch.jobId);
    const items = await itemsOf(appliance, batch.id);
    const files: string[] = [];
    for (const { report } of items) if (report) files.push(...(await saveLook(appliance, await appliance.reports.get(report.id), saving)));
    output.result(items.map(line).join('\n'), { batchId: batch.id, items, files });
    if (items.some(({ state }) => state === 'failed')) exit.code = 1;
  });
}

const given = ({ from, to }: BatchWords) => ({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });

/** The days as a source takes them, which names the last moment that is in it. */
function momentsOf(words: BatchWords): { from?: string; to?: string } {
  const { from, to } = askedPeriod(words, (name, detail) => new UsageError(`--${name}: ${detail}`));
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to: momentBefore(to) }) };
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
