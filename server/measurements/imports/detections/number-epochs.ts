/** Numbers that count time since a known instant. */
export interface Epoch {
  /** For people. */
  readonly name: string;
  readonly msPerUnit: number;
  /** Unix ms of the number 0. */
  readonly zeroMs: number;
  /** Readings of a wall clock; else of the world's clock (UTC). */
  readonly isWallClock: boolean;
}

const DAY_MS = 86_400_000;
const YEAR_2000_MS = 946_684_800_000;
/** Later numbers are seconds since 1904: the ranges of the two touch here. */
const END_MS = 3_029_529_600_000;

const unix: readonly Epoch[] = [
  { name: 'epoch-s', msPerUnit: 1000 },
  { name: 'epoch-ms', msPerUnit: 1 },
  { name: 'epoch-us', msPerUnit: 1e-3 },
  { name: 'epoch-ns', msPerUnit: 1e-6 },
].map((epoch) => ({ ...epoch, zeroMs: 0, isWallClock: false }));

/** LabVIEW counts from 1904, Windows from 1601, .NET from the year 1, MATLAB days from the year 0. */
const others: readonly Epoch[] = [
  { name: 'seconds-since-1904', msPerUnit: 1000, zeroMs: Date.UTC(1904, 0, 1), isWallClock: false },
  { name: 'windows-file-time', msPerUnit: 1e-4, zeroMs: Date.UTC(1601, 0, 1), isWallClock: false },
  { name: 'dotnet-ticks', msPerUnit: 1e-4, zeroMs: -62_135_596_800_000, isWallClock: true },
  { name: 'matlab-datenum', msPerUnit: DAY_MS, zeroMs: -719_529 * DAY_MS, isWallClock: true },
];

/** What all these numbers count when they lie between 2000 and 2066: no two ranges touch. Null: something else. */
export function epochOf(values: readonly number[]): Epoch | null {
  return of([...unix, ...others], values);
}

/** The same for a column that nothing else calls a time. */
export function unixEpochOf(values: readonly number[]): Epoch | null {
  return of(unix, values);
}

function of(epochs: readonly Epoch[], values: readonly number[]): Epoch | null {
  const fits = ({ msPerUnit, zeroMs }: Epoch): boolean =>
    values.every((value) => value * msPerUnit + zeroMs >= YEAR_2000_MS && value * msPerUnit + zeroMs < END_MS);
  return epochs.find(fits) ?? null;
}
