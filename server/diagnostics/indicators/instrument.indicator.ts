import type { IndicatorDefinition, NotComputable } from './definition.indicator.ts';

const texts = {
  stuck: 'Channels that repeat one value',
  offset: 'Channels with a zero or cross-check error',
  scaling: 'Channels off by a unit, clipped or physically impossible',
  swapped: 'Channels that contradict physics as swapped ones do',
  clock: 'Channels with gaps or time stamps out of order',
} as const;

/** The data-quality gates as numbers, so that an instrument fault is reasoned about like any other (C4 rows I01–I05). */
export function instrumentIndicators(
  counts: Record<keyof typeof texts, readonly string[]>,
  unasked: Partial<Record<keyof typeof texts, NotComputable>> = {},
): IndicatorDefinition[] {
  return (Object.keys(texts) as (keyof typeof texts)[]).map((code) => ({
    id: `quality-${code}`,
    name: texts[code],
    component: 'other',
    unit: '1',
    formula: `number of channels (${counts[code].length === 0 ? 'none' : counts[code].join(', ')})`,
    reference: 'C6, NAMUR NE 107',
    needs: [],
    compute: (bench) => {
      const reason = unasked[code];
      if (reason && counts[code].length === 0) return reason;
      return {
        perEpoch: new Float64Array(bench.timeline.epochs.length).fill(counts[code].length),
        uncertainty: 0,
        inputs: [],
        regime: 'all',
      };
    },
  }));
}
