import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureInput, fixturePart } from '../server/reports/fixtures/report-input.fixture.ts';
import type { ReportFormat } from '../server/reports/report.schema.ts';
import type { ReportInput } from '../server/reports/report-input.schema.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';

/**
 * A report from its frozen input to its files, modules and typesetter loaded on the way, as in the first report of a worker. Forty systems of
 * the tests' press make some 220 pages with 160 figures. No peer writes such a report.
 */
export const bench: Bench = {
  title: 'Report from its frozen input to a file: one system, and 40 systems in one report',
  megabytes: 1,
  async prepare({ folder, megabytes }) {
    return [1, megabytes < 1 ? 3 : 40].map((systems) => {
      const label = systems === 1 ? 'one system' : `${systems} systems`;
      const input = join(folder, `report-${systems}.json`);
      writeFileSync(input, JSON.stringify(inputOf(systems), null, 1));
      return { label, input, inputBytes: statSync(input).size, out: join(folder, `report-${systems}.out`) };
    });
  },
  contenders: { pdf: (task) => write(task, ['pdf']), docx: (task) => write(task, ['docx']), all: (task) => write(task, allFormats) },
  targets: [
    { name: 'one report, PDF, s', value: (of) => of.pdf!.ms / 1000, atMost: 2, tasks: ['one system'] },
    { name: 'one report, all six formats, s', value: (of) => of.all!.ms / 1000, atMost: 2, tasks: ['one system'] },
    { name: '40 systems, PDF, s', value: (of) => of.pdf!.ms / 1000, atMost: 30, tasks: ['40 systems'] },
    { name: '40 systems, PDF, peak MB', value: (of) => of.pdf!.peakRssMb, atMost: 600, tasks: ['40 systems'] },
    { name: '40 systems, all six formats, s', value: (of) => of.all!.ms / 1000, tasks: ['40 systems'] },
    { name: '40 systems, all six formats, peak MB', value: (of) => of.all!.peakRssMb, tasks: ['40 systems'] },
  ],
};

const allFormats: readonly ReportFormat[] = ['pdf', 'html', 'docx', 'xlsx', 'json', 'csv'];

function inputOf(systems: number): ReportInput {
  const base = fixtureInput();
  if (systems === 1) return base;
  const parts = Array.from({ length: systems }, (_, i) => {
    const part = structuredClone(fixturePart());
    const { recording } = part.diagnosis;
    recording.systemName = part.system.systemName = `Press ${i + 1}`;
    recording.id = `01980000-0000-7000-8000-${String(1000 + i).padStart(12, '0')}`;
    return part;
  });
  return { ...base, kind: 'systems', parts };
}

/** Loaded here: what a process needs before it can write counts, too. */
async function write({ input }: Task, formats: readonly ReportFormat[]): Promise<Measurement> {
  const text = readFileSync(input, 'utf8');
  const started = performance.now();
  const { composeReport } = await import('../server/reports/document.composer.ts');
  const { renderFormat } = await import('../server/reports/report.runner.ts');
  const document = composeReport(JSON.parse(text) as ReportInput);
  let bytes = 0;
  for (const format of formats) bytes += (await renderFormat(document, format)).byteLength;
  const ms = performance.now() - started;
  return { ms, work: { sections: document.sections.length, figures: document.figures.length }, storedBytes: bytes };
}
