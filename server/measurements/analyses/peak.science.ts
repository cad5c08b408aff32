export interface Peak {
  readonly frequencyHz: number;
  readonly amplitude: number;
}

/** A peak stands this far above the median of all lines. */
const aboveMedian = 4;
/** The Hann window spreads the mean and a slow drift over the first lines; a maximum at the second is already something else. */
const firstLine = 2;

/**
 * The highest peaks of an amplitude spectrum with a Hann window, strongest first. A sine between two lines is found where it stands, with
 * its whole amplitude: the ratio of the neighbouring lines tells how far it is from the middle of its line (Rife and Vincent 1970).
 */
export function findPeaks(amplitude: Float64Array, resolutionHz: number, most: number): Peak[] {
  const floor = median(amplitude.subarray(firstLine)) * aboveMedian;
  const peaks: Peak[] = [];
  for (let k = firstLine; k < amplitude.length - 1; k++) {
    const here = amplitude[k]!;
    if (here > floor && here > 0 && here >= amplitude[k - 1]! && here > amplitude[k + 1]!) peaks.push(refined(amplitude, k, resolutionHz));
  }
  return peaks.sort((a, b) => b.amplitude - a.amplitude).slice(0, most);
}

function refined(amplitude: Float64Array, k: number, resolutionHz: number): Peak {
  const here = amplitude[k]!;
  const before = amplitude[k - 1]!;
  const after = amplitude[k + 1]!;
  const side = after >= before ? 1 : -1;
  const ratio = Math.max(before, after) / here;
  // Of a pure sine the ratio lies between 1/2 (in the middle of the line) and 1 (between two lines); noise may say otherwise.
  const offset = Math.min(0.5, Math.max(0, (2 * ratio - 1) / (ratio + 1)));
  const loss = offset === 0 ? 1 : Math.sin(Math.PI * offset) / (Math.PI * offset) / (1 - offset * offset);
  return { frequencyHz: (k + side * offset) * resolutionHz, amplitude: here / loss };
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted[sorted.length >> 1] ?? 0;
}
