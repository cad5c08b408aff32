/**
 * Functions that look back in time, over samples that come in blocks without a hole between them. Times in ms; NaN = missing. What cannot be
 * known from samples that are there is missing.
 */
export interface MemoryFunction {
  next(times: Float64Array, values: Float64Array): Float64Array<ArrayBuffer>;
}

/** A longer step than this times the usual one is a pause: nobody knows what happened in it. */
const longStep = 1.5;

/** Change per s since the sample before. Missing at the first sample, behind a gap and where two samples have one stamp. */
export function createDerivative(typicalMs: number): MemoryFunction {
  let before = Number.NaN;
  let beforeMs = Number.NaN;
  return {
    next(times, values) {
      const out = new Float64Array(values.length);
      for (let i = 0; i < out.length; i++) {
        const stepMs = times[i]! - beforeMs;
        out[i] = stepMs > 0 && stepMs <= longStep * typicalMs ? (values[i]! - before) / (stepMs / 1000) : Number.NaN;
        before = values[i]!;
        beforeMs = times[i]!;
      }
      return out;
    },
  };
}

/** Area since the first sample by trapezia, in unit times s. Nothing is added over gaps and missing values, and there it is missing itself. */
export function createIntegral(typicalMs: number): MemoryFunction {
  let total = 0;
  let before = Number.NaN;
  let beforeMs = Number.NaN;
  return {
    next(times, values) {
      const out = new Float64Array(values.length);
      for (let i = 0; i < out.length; i++) {
        const value = values[i]!;
        const stepMs = times[i]! - beforeMs;
        const area = ((value + before) / 2) * (stepMs / 1000);
        if (stepMs <= longStep * typicalMs && !Number.isNaN(area)) total += area;
        out[i] = Number.isNaN(value) ? Number.NaN : total;
        before = value;
        beforeMs = times[i]!;
      }
      return out;
    },
  };
}

/** The samples that are still needed, then the new ones. */
function createTail() {
  let times = new Float64Array(0);
  let values = new Float64Array(0);
  return {
    /** Both together; `from` = where the new ones begin. */
    extend(newTimes: Float64Array, newValues: Float64Array) {
      const from = times.length;
      times = joined(times, newTimes);
      values = joined(values, newValues);
      return { times, values, from };
    },
    /** Forgets what stands before a position. */
    forget(position: number): void {
      times = times.slice(position);
      values = values.slice(position);
    },
  };
}

function joined(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Mean of the samples that are there in the time before each sample: later than t - window, up to t. Missing where the sample itself is. */
export function createMovingMean(windowMs: number): MemoryFunction {
  const tail = createTail();
  return {
    next(newTimes, newValues) {
      const { times, values, from } = tail.extend(newTimes, newValues);
      const out = new Float64Array(newValues.length);
      // Sums over distances from one value, begun anew in every block: rounding does not pile up.
      const origin = values.find((value) => !Number.isNaN(value)) ?? 0;
      let first = 0;
      let sum = 0;
      let count = 0;
      for (let i = 0; i < times.length; i++) {
        const value = values[i]!;
        if (!Number.isNaN(value)) {
          sum += value - origin;
          count++;
        }
        for (; times[first]! <= times[i]! - windowMs; first++) {
          if (Number.isNaN(values[first])) continue;
          sum -= values[first]! - origin;
          count--;
        }
        if (i >= from) out[i - from] = Number.isNaN(value) ? Number.NaN : origin + sum / count;
      }
      tail.forget(first);
      return out;
    },
  };
}

/** The value of the sample nearest to t - delay, at most half a usual step away from it; else missing. */
export function createDelay(delayMs: number, typicalMs: number): MemoryFunction {
  const tail = createTail();
  const reach = typicalMs / 2;
  return {
    next(newTimes, newValues) {
      const { times, values, from } = tail.extend(newTimes, newValues);
      const out = new Float64Array(newValues.length);
      let at = 0;
      for (let i = from; i < times.length; i++) {
        const due = times[i]! - delayMs;
        while (at + 1 < times.length && Math.abs(times[at + 1]! - due) <= Math.abs(times[at]! - due)) at++;
        out[i - from] = Math.abs(times[at]! - due) <= reach ? values[at]! : Number.NaN;
      }
      tail.forget(Math.max(0, at - 1));
      return out;
    },
  };
}
