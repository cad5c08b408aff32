/** What a contender is told: the prepared input and where its output goes. Plain JSON, because every run has a process of its own. */
export interface Task {
  /** Names the case within its bench, like `1000 MB` or `unrounded`. */
  readonly label: string;
  readonly input: string;
  readonly inputBytes: number;
  /** A path that does not exist yet; the contender removes what it writes there. */
  readonly out: string;
  readonly more?: Readonly<Record<string, string | number>>;
}

/** What a contender did. */
export interface Measurement {
  /** Time of the work itself in ms, without the start of the process. */
  readonly ms: number;
  /** What proves that the others did the same work (rows, sums …): compared with a relative tolerance of 1e-9. */
  readonly work: Readonly<Record<string, number>>;
  readonly storedBytes?: number;
  readonly version?: string;
  /** The work was done by processes that the contender started: its own memory does not count. */
  readonly isInChildren?: boolean;
}

/** A measurement with what its process took. */
export interface Run extends Measurement {
  /** Peaks of all its processes added up. */
  readonly peakRssMb: number;
  readonly cpuSeconds: number;
  /** Cores that other processes took meanwhile, on average. */
  readonly foreignCores: number;
}

/** Medians over the runs of one contender. */
export interface Summary {
  readonly contender: string;
  readonly version: string;
  readonly ms: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
  readonly megabytesPerSecond: number;
  readonly cpuSeconds: number;
  readonly foreignCores: number;
  readonly peakRssMb: number;
  readonly storedBytes: number | null;
}

/** A figure that the issue asks for, or (without a bound) one worth seeing beside them. `value` gets the summaries of one task by contender name. */
export interface Target {
  readonly name: string;
  value(of: Readonly<Record<string, Summary>>, task: Task): number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Labels of the tasks it is about; all of them when left out. */
  readonly tasks?: readonly string[];
}

/** One comparison with peers: same input, same run, alternating, each run in a process of its own. */
export interface Bench {
  readonly title: string;
  /** Size of the input when none is asked for. */
  readonly megabytes: number;
  /** What this machine lacks for it, in words; undefined when nothing. */
  missing?(): string | undefined;
  /** Makes the inputs (kept from run to run under `folder`); one task per case. */
  prepare(place: { readonly folder: string; readonly megabytes: number }): Promise<readonly Task[]>;
  readonly contenders: Readonly<Record<string, (task: Task) => Promise<Measurement>>>;
  /** Contenders so slow that they run only once; shown beside the others. */
  readonly once?: readonly string[];
  readonly targets: readonly Target[];
}
