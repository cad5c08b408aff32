import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '../server/platform/logging/logger.ts';
import { blankComposition } from '../server/reports/compositions/report-composition.schema.ts';
import { fixtureInput, fixturePart } from '../server/reports/fixtures/report-input.fixture.ts';
import { startReportWorker } from '../server/reports/report.process.ts';
import type { WrittenReport } from '../server/reports/report.runner.ts';
import type { ReportFormat } from '../server/reports/report.schema.ts';
import type { ReportDocument } from '../server/reports/report-document.schema.ts';
import type { ReportInput, ReportTask } from '../server/reports/report-input.schema.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';

/**
 * A report from its frozen input to its files by the worker process, which is started, and loads modules and typesetter, on the way. Forty
 * systems of the tests' press make some 220 pages with 160 figures. No peer writes such a report.
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
    { name: '40 systems, all six formats, s', value: (of) => of.all!.ms / 1000, atMost: 30, tasks: ['40 systems'] },
    { name: '40 systems, all six formats, peak MB', value: (of) => of.all!.peakRssMb, atMost: 600, tasks: ['40 systems'] },
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

/** By the process that writes reports, with its settings: from its start until the files are on the disk. Its memory is what is measured. */
async function write({ input, out }: Task, formats: readonly ReportFormat[]): Promise<Measurement> {
  const status = { status: 'draft', statusReason: null, statusAt: '2026-03-02T08:00:00.000Z', statusBy: 'ada' } as const;
  mkdirSync(out, { recursive: true });
  const task: ReportTask = {
    input: JSON.parse(readFileSync(input, 'utf8')) as ReportInput,
    composition: blankComposition,
    standing: { ...status, signatures: [] },
    edition: { version: 1, history: [], previous: null },
    ...{ formats: [...formats], folder: out, name: 'report' },
  };
  const started = performance.now();
  const worker = startReportWorker(createLogger('warn', join(out, 'log')));
  const options = { signal: new AbortController().signal, deadlineMs: 600_000, onProgress: () => undefined };
  const { files, content } = (await worker.run('report', task, options)) as WrittenReport;
  const ms = performance.now() - started;
  worker.close();
  const document = JSON.parse(readFileSync(content.path, 'utf8')) as ReportDocument;
  return {
    ...{ ms, isInChildren: true, storedBytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
    work: { sections: document.sections.length, figures: document.figures.length },
  };
}
