import type { Trigger } from './analysis.schema.ts';
import { type ChannelSource, type TimeRange, withChannels } from './channel-samples.ts';
import { createTriggerFinder, type TriggerRule } from './trigger.science.ts';

export interface TriggerTask extends TimeRange, TriggerRule {
  readonly channel: ChannelSource;
  readonly limit: number;
  /** Index of the sample of the last trigger of the page before; null on the first page. */
  readonly after: number | null;
}

/** One page of crossings. `next` is the sample of its last one when there are more behind it. */
export function readTriggers(
  { channel, limit, after, ...rule }: TriggerTask,
  signal: AbortSignal,
): Promise<{ items: Trigger[]; next: number | null }> {
  return withChannels([channel], async ([samples]) => {
    const range = samples!.indexRange(rule);
    // At the sample of a trigger the state is known: it has just fired.
    const from = after === null ? range.from : Math.max(range.from, after + 1);
    const finder = createTriggerFinder(rule);
    const items: Trigger[] = [];
    let last = 0;
    for await (const block of samples!.blocks({ from, to: Math.max(from, range.to) }, signal)) {
      const goesOn = finder.add(block.values, (i) => {
        if (items.length === limit) return false;
        items.push({ atMs: block.times[i]!, value: block.values[i]! });
        last = block.from + i;
        return true;
      });
      if (!goesOn) return { items, next: last };
    }
    return { items, next: null };
  });
}
