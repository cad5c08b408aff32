import { cpus, release, totalmem } from 'node:os';
import type { TaskResult } from './runner.ts';

export function machineName(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${memory} GiB, ${process.platform} ${release()}, Node ${process.versions.node}`;
}

const columns = ['', 'MB/s', 'median ms', 'min', 'max', 'CPU s', 'foreign cores', 'peak RSS MB', 'stored / input'];

/** One task as text: the contenders, then every figure with its target. */
export function table({ task, summaries, figures }: TaskResult): string {
  const rows = summaries.map((summary) => [
    summary.contender,
    summary.megabytesPerSecond,
    summary.ms,
    summary.fastestMs,
    summary.slowestMs,
    summary.cpuSeconds,
    summary.foreignCores,
    summary.peakRssMb,
    summary.storedBytes === null ? '' : (summary.storedBytes / task.inputBytes).toFixed(4),
  ]);
  const cells = [columns, ...rows].map((row) =>
    row.map((cell, i) => (i === 0 ? String(cell).padEnd(20) : String(cell).padStart(14))).join(''),
  );
  const versions = [...new Set(summaries.map(({ version }) => version))].filter(Boolean).join(', ');
  const lines = figures.map(({ name, value, target, isReached }) => `  ${isReached ? 'yes' : 'NO '} ${name}: ${value} (${target})`);
  return [`\n-- ${task.label} (${(task.inputBytes / 1e6).toFixed(1)} MB); ${versions}`, ...cells, ...lines, ''].join('\n');
}
