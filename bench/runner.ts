import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bench, Measurement, Run, Summary, Target, Task } from './bench.types.ts';
import { createMemoryWatch, machineCpuSeconds } from './process-load.ts';

const sampleEveryMs = 25;

export interface TaskResult {
  readonly task: Task;
  readonly runs: Readonly<Record<string, readonly Run[]>>;
  readonly summaries: readonly Summary[];
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly target: string;
  readonly isReached: boolean;
}

/** Runs every contender `runs` times, alternating. Throws when two of them did not do the same work. */
export async function runBench(
  name: string,
  bench: Bench,
  options: { folder: string; megabytes?: number; runs: number },
): Promise<TaskResult[]> {
  mkdirSync(options.folder, { recursive: true });
  const tasks = await bench.prepare({ folder: options.folder, megabytes: options.megabytes ?? bench.megabytes });
  const results: TaskResult[] = [];
  for (const task of tasks) results.push(await runTask(name, bench, task, options.runs));
  return results;
}

async function runTask(name: string, bench: Bench, task: Task, times: number): Promise<TaskResult> {
  const runs: Record<string, Run[]> = Object.fromEntries(Object.keys(bench.contenders).map((contender) => [contender, []]));
  for (let i = 0; i < times; i++) {
    for (const [contender, list] of Object.entries(runs)) {
      if (i === 0 || !bench.once?.includes(contender)) list.push(await runOnce(name, contender, task));
    }
  }
  checkWork(runs);
  const summaries = Object.entries(runs).map(([contender, list]) => summarise(contender, list, task.inputBytes));
  const byName = Object.fromEntries(summaries.map((summary) => [summary.contender, summary]));
  const applying = bench.targets.filter((target) => target.tasks?.includes(task.label) ?? true);
  return { task, runs, summaries, figures: applying.map((target) => figure(target, byName, task)) };
}

async function runOnce(name: string, contender: string, task: Task): Promise<Run> {
  rmSync(task.out, { force: true, recursive: true });
  const entry = fileURLToPath(new URL('contender.process.ts', import.meta.url));
  const before = { machine: machineCpuSeconds(), at: performance.now() };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, name, contender, JSON.stringify(task)]);
  const watch = createMemoryWatch(child.pid ?? 0);
  const timer = setInterval(() => watch.sample(), sampleEveryMs);
  const printed: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) child[stream].on('data', (text: Buffer) => (printed[stream] += text.toString()));
  const own = process.cpuUsage();
  const end = await new Promise((resolve, reject) => child.once('close', (code, signal) => resolve(code ?? signal)).once('error', reject));
  clearInterval(timer);
  if (end !== 0) throw new Error(`${name}, ${contender}: ended with ${String(end)}. ${printed.stderr}`);
  // What stands behind its figure, when it says so.
  process.stderr.write(printed.stderr);
  const { ownRssMb, cpuSeconds, ...measurement } = JSON.parse(printed.stdout.trim().split('\n').at(-1)!) as Measurement & OfProcess;
  const mine = process.cpuUsage(own);
  const others = machineCpuSeconds() - before.machine - cpuSeconds - (mine.user + mine.system) / 1e6;
  const foreignCores = Math.max(0, others / ((performance.now() - before.at) / 1000));
  return {
    ...measurement,
    cpuSeconds,
    foreignCores,
    peakRssMb: measurement.isInChildren ? watch.ofChildrenMb : Math.max(ownRssMb, watch.peakMb),
  };
}

interface OfProcess {
  readonly ownRssMb: number;
  readonly cpuSeconds: number;
}

function checkWork(runs: Readonly<Record<string, readonly Run[]>>): void {
  const all = Object.entries(runs).flatMap(([contender, list]) => list.map(({ work }) => ({ contender, work })));
  const [first] = all;
  for (const { contender, work } of all) {
    const keys = new Set([...Object.keys(work), ...Object.keys(first!.work)]);
    for (const key of keys) {
      const [here = Number.NaN, there = Number.NaN] = [work[key], first!.work[key]];
      if (Math.abs(here - there) <= 1e-9 * Math.max(Math.abs(here), Math.abs(there))) continue;
      throw new Error(`Not the same work: ${key} is ${here} for ${contender} and ${there} for ${first!.contender}.`);
    }
  }
}

function summarise(contender: string, runs: readonly Run[], inputBytes: number): Summary {
  const ms = median(runs.map((run) => run.ms));
  return {
    contender,
    version: runs[0]!.version ?? '',
    ms: rounded(ms, 1),
    fastestMs: rounded(Math.min(...runs.map((run) => run.ms)), 1),
    slowestMs: rounded(Math.max(...runs.map((run) => run.ms)), 1),
    megabytesPerSecond: rounded(inputBytes / 1000 / ms, 1),
    cpuSeconds: rounded(median(runs.map((run) => run.cpuSeconds)), 2),
    foreignCores: rounded(median(runs.map((run) => run.foreignCores)), 2),
    peakRssMb: Math.round(Math.max(...runs.map((run) => run.peakRssMb))),
    storedBytes: runs[0]!.storedBytes ?? null,
  };
}

function figure({ name, value, atLeast, atMost }: Target, summaries: Readonly<Record<string, Summary>>, task: Task): Figure {
  const reached = value(summaries, task);
  const isReached = (atLeast === undefined || reached >= atLeast) && (atMost === undefined || reached <= atMost);
  return { name, value: rounded(reached, 4), target: bound({ atLeast, atMost }), isReached };
}

function bound({ atLeast, atMost }: { atLeast: number | undefined; atMost: number | undefined }): string {
  if (atLeast !== undefined) return `>= ${atLeast}`;
  return atMost === undefined ? 'shown' : `<= ${atMost}`;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
