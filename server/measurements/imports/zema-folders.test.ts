// SQLite is enough: this is about files, not about tables.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dataFolder, fixture } from './import.fixture.ts';

const data = dataFolder();
const place = fixture();
afterAll(() => place.remove());

/** Another way to read the same bytes: split and Number. */
function naive(path: string): number[][] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => line.split('\t').map(Number));
}

const filesOf = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

describe.skipIf(data === null)('ZeMA rig folders (set SIGHTGLASS_DATA to run)', () => {
  it.each([
    ['full-rate', 3, ['cycles.txt', 'profile.txt']],
    ['1hz', 1, []],
  ])('%s becomes one recording with cycles, sample for sample', async (name, timeBases, labels) => {
    const folder = join(data!, 'uci-hydraulic', name);
    const result = await place.importFiles(filesOf(folder));
    expect(result.clock).toBe('relative');
    expect(result.startMs).toBe(0);
    expect(result.skippedFiles.map((file) => file.name)).toEqual(labels);
    expect(result.series.timeBases).toHaveLength(timeBases);
    const rows = naive(join(folder, 'PS1.txt')).length;
    expect(result.cycles).toEqual({ lengthMs: 60_000, count: rows });
    expect(result.report.acceptedRows).toBe(rows);
    expect(result.report.channels).toHaveLength(17);
    const series = place.series();
    for (const [t, base] of result.series.timeBases.entries()) {
      for (const [c, channel] of base.channels.entries()) {
        const expected = naive(join(folder, `${channel.name}.txt`)).flat();
        expect(channel.valid, channel.name).toBe(expected.length);
        expect(Array.from(series.readValues(t, c, 0, expected.length)), channel.name).toEqual(expected);
        const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;
        expect(Math.abs(channel.mean - mean), channel.name).toBeLessThanOrEqual(1e-9 * Math.abs(mean));
        expect(base.intervalMs).toBe((60_000 * rows) / expected.length);
      }
    }
    series.close();
  });

  it('a folder with a sensor missing is asked about, not guessed', async () => {
    const paths = filesOf(join(data!, 'uci-hydraulic/1hz')).filter((path) => !path.endsWith('SE.txt'));
    await expect(place.importFiles(paths)).rejects.toMatchObject({ code: 'import-needs-answers' });
  });

  it('a stranger among the files is skipped and listed', async () => {
    const stranger = join(place.folder, 'notes.txt');
    writeFileSync(stranger, 'somebody\nwas here\n');
    const paths = [...filesOf(join(data!, 'uci-hydraulic/1hz')), stranger];
    const result = await place.importFiles(paths);
    expect(result.report.channels).toHaveLength(17);
    expect(result.skippedFiles).toContainEqual({ name: 'notes.txt', reason: expect.stringContaining('no table') });
  });

  it('sensor files with different numbers of rows are refused in words, and nothing is left', async () => {
    const folder = join(place.folder, 'uneven');
    mkdirSync(folder);
    for (const path of filesOf(join(data!, 'uci-hydraulic/1hz'))) copyFileSync(path, join(folder, path.split('/').at(-1)!));
    const text = readFileSync(join(folder, 'TS1.txt'), 'utf8');
    writeFileSync(join(folder, 'TS1.txt'), text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1));
    await expect(place.importFiles(filesOf(folder))).rejects.toMatchObject({
      code: 'import-not-understood',
      detail: expect.stringContaining('TS1.txt'),
    });
    expect(readdirSync(place.folder).filter((file) => file.startsWith('out.sgs.tmp'))).toEqual([]);
  });
});
