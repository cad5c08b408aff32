import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FuzzEvent, FuzzRange } from './fuzz-child.ts';

export interface FuzzResult {
  readonly files: number;
  /** How many ended how: `imported`, or the code of the problem. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly { readonly index: number; readonly what: string }[];
  /** Largest memory of one process, MB; 0 where the system does not tell. */
  readonly peakRssMb: number;
  readonly slowestMs: number;
}

const hangAfterMs = 10_000;
const heapMb = 384;
const lookEveryMs = 500;

/** Imports `files` mutated files in `processes` processes that may die. Never throws for what a file does. */
export async function fuzz(options: { files: number; seed: number; processes: number; log?: (line: string) => void }): Promise<FuzzResult> {
  const state = {
    files: 0,
    outcomes: {} as Record<string, number>,
    failures: [] as { index: number; what: string }[],
    peakRssMb: 0,
    slowestMs: 0,
  };
  const lanes = Array.from({ length: options.processes }, (_, lane) => runLane(options, lane, state));
  for (const { index } of (await Promise.all(lanes)).flat()) await tryAlone(options, index, state);
  return state;
}

interface Failure {
  readonly index: number;
  readonly what: string;
  readonly hung?: boolean;
}

type State = { -readonly [K in keyof FuzzResult]: FuzzResult[K] } & {
  outcomes: Record<string, number>;
  failures: { index: number; what: string }[];
};

/** Every `processes`-th file; a process that dies is counted against its file, and another goes on behind it. Resolves with the files that hung. */
async function runLane(options: Parameters<typeof fuzz>[0], lane: number, state: State): Promise<Failure[]> {
  const hung: Failure[] = [];
  for (let from = lane; from < options.files; ) {
    const range = { seed: options.seed, from, to: options.files, step: options.processes };
    const end = await runProcess(range, watcher(options, state), state);
    if (end === null) break;
    if (end.hung) hung.push(end);
    else count(options, end, state);
    from = end.index + options.processes;
  }
  return hung;
}

/** Ten seconds can pass on a busy machine: what hung is a failure when it hangs again with nothing beside it. */
async function tryAlone(options: Parameters<typeof fuzz>[0], index: number, state: State): Promise<void> {
  const end = await runProcess({ seed: options.seed, from: index, to: index + 1, step: 1 }, watcher(options, state), state);
  if (end !== null) count(options, end, state);
}

function count({ log }: Parameters<typeof fuzz>[0], failure: Failure, state: State): void {
  state.files++;
  state.failures.push(failure);
  tell(log, failure);
}

function watcher({ files, log }: Parameters<typeof fuzz>[0], state: State): Watcher {
  return {
    onOutcome(outcome) {
      state.files++;
      state.outcomes[outcome] = (state.outcomes[outcome] ?? 0) + 1;
      if (state.files % 5000 === 0) log?.(`${state.files} of ${files} files, ${state.failures.length} failures`);
    },
    onFailure(failure) {
      state.failures.push(failure);
      tell(log, failure);
    },
  };
}

function tell(log: ((line: string) => void) | undefined, { index, what }: Failure): void {
  log?.(`file ${index}: ${what.split('\n').slice(0, 3).join(' | ')}`);
}

interface Watcher {
  onOutcome(outcome: string): void;
  onFailure(failure: Failure): void;
}

/** Resolves with null at the end of the range, or with the file at which the process ended. */
function runProcess(range: FuzzRange, { onOutcome, onFailure }: Watcher, state: State): Promise<Failure | null> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(new URL('fuzz-child.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${heapMb}`, '--disable-warning=ExperimentalWarning'],
    });
    let current: { index: number; since: number } | null = null;
    let hung = false;
    const timer = setInterval(() => {
      state.peakRssMb = Math.max(state.peakRssMb, rssMbOf(child));
      if (current === null || performance.now() - current.since < hangAfterMs) return;
      hung = true;
      child.kill('SIGKILL');
    }, lookEveryMs);
    child.on('message', (event: FuzzEvent) => {
      if (event.kind === 'begun') {
        current = { index: event.index, since: performance.now() };
        return;
      }
      if (current) state.slowestMs = Math.max(state.slowestMs, performance.now() - current.since);
      current = null;
      onOutcome(event.outcome);
      if (event.failure === undefined) return;
      onFailure({ index: event.index, what: `${event.outcome}: ${event.failure}` });
    });
    child.once('exit', (code, signal) => {
      clearInterval(timer);
      if (current === null)
        resolve(code === 0 ? null : { index: range.from, what: `the process ended with ${code ?? signal} between two files` });
      else
        resolve({
          index: current.index,
          what: hung ? `hung for more than ${hangAfterMs / 1000} s` : `the process died (${code ?? signal})`,
          hung,
        });
    });
    child.send(range);
  });
}

function rssMbOf(child: ChildProcess): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
