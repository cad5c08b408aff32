import type { ProblemItem } from '../problem.ts';

/** What parent and worker process say to each other (Node's IPC channel, structured clone). */
export interface TaskProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  readonly ratePerSecond: number | null;
}
export type ToWorker = { type: 'run'; id: number; task: string; input: unknown } | { type: 'cancel'; id: number };
export type FromWorker =
  | { type: 'ready' }
  | { type: 'progress'; id: number; progress: TaskProgress }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; failure: Failure };

/** A Problem keeps its words across the process border; anything else is a bug with a stack for the log. */
export type Failure =
  | {
      kind: 'problem';
      code: string;
      status: number;
      title: string;
      detail?: string;
      errors?: readonly ProblemItem[];
      extra?: Readonly<Record<string, unknown>>;
    }
  | { kind: 'cancelled' }
  | { kind: 'bug'; message: string; stack: string };
