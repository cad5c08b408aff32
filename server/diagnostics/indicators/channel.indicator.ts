import { signalIds } from '../../systems/signal.schema.ts';
import { quantile } from '../statistics.ts';
import { accuracyOf, type Bench, columnOf, type IndicatorDefinition } from './definition.indicator.ts';

/** What a plant's limit on a channel says; the rest of it is applied like any other limit. */
interface ChannelLimit {
  readonly subjectType: 'channel' | 'indicator';
  /** channel name or signal id. */
  readonly subject: string;
  readonly unit: string;
  readonly warningHigh: number | null;
  readonly alarmHigh: number | null;
}

/** One indicator per channel with a plant limit: its 95 % (or, for a low limit, 5 %) quantile per epoch, in the limit's own unit. */
export function channelIndicators(bench: Bench, limits: readonly ChannelLimit[]): IndicatorDefinition[] {
  return limits.flatMap((limit) => {
    if (limit.subjectType !== 'channel') return [];
    const id = signalIds.find((name) => name === limit.subject || bench.signals.find(name)?.name === limit.subject);
    const signal = id && bench.signals.find(id);
    if (!id || !signal) return [];
    const isHigh = limit.warningHigh !== null || limit.alarmHigh !== null;
    const share = isHigh ? 0.95 : 0.05;
    return [
      {
        id: `channel-${limit.subject}`,
        name: `Channel ${signal.name}`,
        component: 'other',
        unit: signal.unit,
        formula: `${100 * share} % quantile of ${signal.name} per epoch`,
        reference: 'limit set by the plant on this channel',
        needs: [id],
        compute: (own) => {
          const values = columnOf(own, id);
          const perEpoch = Float64Array.from(own.timeline.epochs, (epoch) => quantile(values.subarray(epoch.from, epoch.to), share));
          return { perEpoch, uncertainty: accuracyOf(own, id), inputs: [id], regime: 'all' };
        },
      },
    ];
  });
}
