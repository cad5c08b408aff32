import { resolve } from 'node:path';
import { dataExportFormats, dataSets, type NewDataExport } from '../operations/data-exports/data-export.schema.ts';
import { Problem } from '../platform/problem.ts';
import { type CommandAppliance, commandLineActor, type Output, parse, UsageError, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';
import { saveFile } from './saved-file.ts';

const options = {
  out: { type: 'string' },
  format: { type: 'string' },
  datasets: { type: 'string' },
  site: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
} as const;

/** `export data`: the job that the administration page starts; its file is handed over and not kept. */
export async function exportData(args: string[], output: Output): Promise<void> {
  const { values } = parse(args, options, { least: 0, most: 0 });
  const path = values.out;
  if (!path) throw new UsageError('--out is missing.');
  const wanted: NewDataExport = {
    datasets:
      values.datasets === undefined ? dataSets.filter((set) => set !== 'audit' || !values.site) : values.datasets.split(',').map(dataSet),
    format: dataExportFormats.find((format) => format === (values.format ?? 'csv')) ?? refuse('format', values.format, dataExportFormats),
    ...(values.from === undefined ? {} : { from: values.from }),
    ...(values.to === undefined ? {} : { to: values.to }),
    keepDays: 1,
  };
  await withAppliance(values.data, async (appliance) => {
    const { dataExports } = appliance;
    const siteId = values.site === undefined ? {} : { siteId: await siteNamed(appliance, values.site) };
    const actor = commandLineActor();
    const { id, jobId } = await dataExports.start({ ...wanted, ...siteId }, actor);
    await finishJob(appliance, jobId);
    const file = await saveFile(resolve(path), await dataExports.open(id, null, actor));
    const made = await dataExports.remove(id, actor);
    const tables = made.file?.tables.map(({ table, rows }) => `  ${String(rows).padStart(9)}  ${table}`) ?? [];
    output.result([`${file}  ${made.file?.bytes} bytes`, ...tables].join('\n'), { ...made.file, path: file });
  });
}

/** The id of a site that is named, whatever the case, or whose id it is. */
export async function siteNamed({ systems }: CommandAppliance, word: string): Promise<string> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await systems.listSites({ limit: 500, ...(cursor ? { cursor } : {}) });
    const found = items.find(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase());
    if (found) return found.id;
    if (next === undefined) throw new Problem('site-not-found', 404, 'There is no such site', { detail: `No site is called "${word}".` });
    cursor = next;
  }
}

function dataSet(word: string): (typeof dataSets)[number] {
  return dataSets.find((set) => set === word) ?? refuse('datasets', word, dataSets);
}

function refuse(name: string, value: string | undefined, words: readonly string[]): never {
  throw new UsageError(`--${name} takes ${words.join(', ')}; "${value}" is none of them.`);
}
