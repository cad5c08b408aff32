import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomSource } from './random-source.ts';

export const matrixColumns = 6000;

/** Lines of 6000 pressures with two decimals between tabs, about `bytes` bytes: a sensor at 100 Hz with cycles of 60 s. */
export function ensureMatrixFile(path: string, bytes: number): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const fd = openSync(`${path}.part`, 'w');
  const random = randomSource(7_041_776);
  const rows = Math.max(3, Math.round(bytes / (matrixColumns * 7)));
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: matrixColumns }, (_, i) => (160 + 25 * Math.sin(i / 300) + 2 * random()).toFixed(2));
    writeSync(fd, `${cells.join('\t')}\n`);
  }
  closeSync(fd);
  renameSync(`${path}.part`, path);
}
