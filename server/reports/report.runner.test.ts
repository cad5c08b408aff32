import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterAll, describe, expect, it } from 'vitest';
import { blankComposition } from './compositions/report-composition.schema.ts';
import { fixtureInput } from './fixtures/report-input.fixture.ts';
import { runReport } from './report.runner.ts';
import { reportFormats } from './report.schema.ts';
import { ReportDocument } from './report-document.schema.ts';
import type { ReportTask } from './report-input.schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function taskIn(name: string): ReportTask {
  const status = { status: 'draft', statusReason: null, statusAt: '2026-03-02T08:00:00.000Z', statusBy: 'ada' } as const;
  return {
    input: fixtureInput(),
    composition: blankComposition,
    standing: { ...status, signatures: [] },
    edition: { version: 1, history: [], previous: null },
    formats: [...reportFormats],
    folder,
    name,
  };
}

describe('the report worker', () => {
  it('writes whole files with their hashes and tells its progress', async () => {
    const phases: string[] = [];
    const context = { signal: new AbortController().signal, onProgress: (progress: { phase: string }) => void phases.push(progress.phase) };
    const { files } = await runReport(taskIn('first'), context);
    expect(files.map((file) => file.format)).toEqual([...reportFormats]);
    for (const file of files) {
      const bytes = readFileSync(file.path);
      expect(bytes.byteLength).toBe(file.bytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
    expect(phases).toEqual(['compose', ...reportFormats.filter((format) => format !== 'pdf'), 'pdf', 'done']);
    expect(readdirSync(folder).sort()).toEqual(['first.content', ...reportFormats.map((format) => `first.${format}`)].sort());
    expect(Value.Check(ReportDocument, JSON.parse(readFileSync(join(folder, 'first.json'), 'utf8')))).toBe(true);
  });

  it('stops when it is told to and leaves nothing behind', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(runReport(taskIn('second'), { signal: controller.signal, onProgress: () => {} })).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.startsWith('second'))).toEqual([]);
  });

  it('refuses a task of the wrong shape', async () => {
    const task = { ...taskIn('third'), formats: [] };
    await expect(runReport(task, { signal: new AbortController().signal, onProgress: () => {} })).rejects.toThrow('/formats');
  });
});
