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
  await Promise.all(lanes);
  return state;
}

interface Failure {
  readonly index: number;
  readonly what: string;
}

type State = { -readonly [K in keyof FuzzResult]: FuzzResult[K] } & {
  outcomes: Record<string, number>;
  failures: { index: number; what: string }[];
};

/** Every `processes`-th file; a process that dies or hangs is counted against its file, and another goes on behind it. */
async function runLane({ files, seed, processes, log }: Parameters<typeof fuzz>[0], lane: number, state: State): Promise<void> {
  const tell = ({ index, what }: Failure) => log?.(`file ${index}: ${what.split('\n').slice(0, 3).join(' | ')}`);
  for (let from = lane; from < files; ) {
    const end = await runProcess(
      { seed, from, to: files, step: processes },
      {
        onOutcome(outcome) {
          state.files++;
          state.outcomes[outcome] = (state.outcomes[outcome] ?? 0) + 1;
          if (state.files % 5000 === 0) log?.(`${state.files} of ${files} files, ${state.failures.length} failures`);
        },
        onFailure: tell,
      },
      state,
    );
    if (end === null) return;
    state.files++;
    state.failures.push(end);
    tell(end);
    from = end.index + processes;
  }
}

/** Resolves with null at the end of the range, or with the file at which the process ended. */
function runProcess(
  range: FuzzRange,
  { onOutcome, onFailure }: { onOutcome(outcome: string): void; onFailure(failure: Failure): void },
  state: State,
): Promise<Failure | null> {
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
      const failure = { index: event.index, what: `${event.outcome}: ${event.failure}` };
      state.failures.push(failure);
      onFailure(failure);
    });
    child.once('exit', (code, signal) => {
      clearInterval(timer);
      if (current === null)
        resolve(code === 0 ? null : { index: range.from, what: `the process ended with ${code ?? signal} between two files` });
      else
        resolve({
          index: current.index,
          what: hung ? `hung for more than ${hangAfterMs / 1000} s` : `the process died (${code ?? signal})`,
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
