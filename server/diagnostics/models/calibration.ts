/** Softmax of `scores / temperature`, one row of `classes` values. */
export function softmax(scores: ArrayLike<number>, temperature: number): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index++) largest = Math.max(largest, scores[index] as number);
  const powers = Float64Array.from(scores, (score) => Math.exp((score - largest) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * The temperature at which held-out scores are the most believable: least mean negative log-likelihood of the truth, each cycle's
 * probability mixed with `floor` of a uniform guess so that a few disturbed cycles cannot decide alone.
 * Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017 (temperature scaling). Golden section over log temperature.
 */
export function temperatureFor(
  scores: Float64Array,
  labels: ArrayLike<number>,
  { classes, floor }: { classes: number; floor: number },
): number {
  const cost = (logTemperature: number): number => {
    const temperature = Math.exp(logTemperature);
    let sum = 0;
    for (let row = 0; row < labels.length; row++) {
      const own = softmax(scores.subarray(row * classes, (row + 1) * classes), temperature)[labels[row] as number] as number;
      sum -= Math.log((1 - floor) * own + floor / classes);
    }
    return sum;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.05), Math.log(200)];
  for (let step = 0; step < 40; step++) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (cost(a) <= cost(b)) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}

/** Expected calibration error of held-out probabilities in ten bins of the top probability (Naeini et al., AAAI 2015): 0 is perfect. */
export function calibrationError(top: readonly number[], isRight: readonly boolean[]): number {
  const bins = Array.from({ length: 10 }, () => ({ probability: 0, right: 0 }));
  top.forEach((probability, index) => {
    const bin = bins[Math.min(9, Math.floor(probability * 10))] as { probability: number; right: number };
    bin.probability += probability;
    bin.right += isRight[index] ? 1 : 0;
  });
  return bins.reduce((sum, bin) => sum + Math.abs(bin.probability - bin.right), 0) / Math.max(1, top.length);
}
