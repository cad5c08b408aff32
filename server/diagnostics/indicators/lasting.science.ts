/**
 * Per epoch the highest (lowest) value that lasted: the best of all stretches of `slots` measured slots in a row that end in the epoch, a
 * stretch being as good as its worst slot. A value beyond a limit in this number is a stretch beyond the limit as long as that, and the
 * other way round. Missing slots neither lengthen nor break a stretch. NaN where no stretch is complete.
 */
export function mostLasting(
  values: Float64Array,
  wanted: { slots: number; side: 'high' | 'low'; epochs: readonly { readonly from: number; readonly to: number }[] },
): Float64Array {
  const { slots, side, epochs } = wanted;
  const sign = side === 'high' ? 1 : -1;
  // Positions and values of the measured slots whose value is below all later ones in the window: the first is the window's least.
  let queue: { at: number; value: number }[] = [];
  let head = 0;
  let seen = 0;
  let slot = 0;
  return Float64Array.from(epochs, ({ from, to }) => {
    let best = Number.NEGATIVE_INFINITY;
    for (slot = Math.max(slot, from); slot < to; slot += 1) {
      const value = sign * (values[slot] as number);
      if (!Number.isFinite(value)) continue;
      while (queue.length > head && (queue.at(-1) as { value: number }).value >= value) queue.pop();
      queue.push({ at: seen, value });
      seen += 1;
      while ((queue[head] as { at: number }).at <= seen - 1 - slots) head += 1;
      if (head > 1024) {
        queue = queue.slice(head);
        head = 0;
      }
      if (seen >= slots) best = Math.max(best, (queue[head] as { value: number }).value);
    }
    return best === Number.NEGATIVE_INFINITY ? Number.NaN : sign * best;
  });
}
