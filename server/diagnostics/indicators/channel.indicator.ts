import type { Limit } from '../../systems/limits/limit.schema.ts';
import { signalIds } from '../../systems/signal.schema.ts';
import { watchOf } from '../states/limit-condition.science.ts';
import { quantile } from '../statistics.ts';
import { accuracyOf, type Bench, type ChannelSide, columnOf, type IndicatorDefinition } from './definition.indicator.ts';
import { mostLasting } from './lasting.science.ts';

/** What a plant's limit on a channel says; the rest of it is applied like any other limit. */
type ChannelLimit = Pick<Limit, 'subjectType' | 'subject' | 'warningLow' | 'warningHigh' | 'alarmLow' | 'alarmHigh'> & {
  readonly delay?: Limit['delay'];
  readonly conditions?: readonly Limit['conditions'][number][];
};

const hasSide = (limit: ChannelLimit, side: ChannelSide['side']): boolean =>
  side === 'high' ? limit.warningHigh !== null || limit.alarmHigh !== null : limit.warningLow !== null || limit.alarmLow !== null;

/** Limits that look at the same samples of a channel: the same delay in s, the same conditions. */
const groupOf = ({ delay = null, conditions = [] }: ChannelLimit): string =>
  JSON.stringify([delay?.kind === 'time' ? delay.seconds : 0, conditions]);

/**
 * One indicator per channel and side with a plant limit, from the samples in which the limit's conditions hold: the highest (lowest) value
 * per epoch that lasted as long as the limit's delay says, or without such a delay its 95 % (5 %) quantile.
 */
export function channelIndicators(bench: Bench, limits: readonly ChannelLimit[]): IndicatorDefinition[] {
  const ofChannels = limits.filter(({ subjectType }) => subjectType === 'channel');
  return [...new Set(ofChannels.map(({ subject }) => subject))].flatMap((subject) => {
    const own = ofChannels.filter((limit) => limit.subject === subject);
    const present = (['high', 'low'] as const).filter((side) => own.some((limit) => hasSide(limit, side)));
    return present.flatMap((side) => {
      const groups = [...new Set(own.filter((limit) => hasSide(limit, side)).map(groupOf))];
      return groups.flatMap((group, number) => {
        const name = [`channel-${subject}`, ...(present.length > 1 ? [side] : []), ...(number > 0 ? [String(number + 1)] : [])].join('-');
        const first = own.find((limit) => groupOf(limit) === group) as ChannelLimit;
        return define(bench, { id: name, side, first, isOwn: (limit) => groupOf(limit as ChannelLimit) === group });
      });
    });
  });
}

interface ChannelWanted {
  readonly id: string;
  readonly side: ChannelSide['side'];
  readonly first: ChannelLimit;
  readonly isOwn: ChannelSide['isOwn'];
}

function define(bench: Bench, { id, side, first, isOwn }: ChannelWanted): IndicatorDefinition[] {
  const { subject, delay = null, conditions = [] } = first;
  const signalId = signalIds.find((name) => name === subject || bench.signals.find(name)?.name === subject);
  const signal = signalId && bench.signals.find(signalId);
  if (!signalId || !signal) return [];
  const seconds = delay?.kind === 'time' ? delay.seconds : 0;
  const share = side === 'high' ? 0.95 : 0.05;
  const word = side === 'high' ? 'highest' : 'lowest';
  return [
    {
      id,
      name: `Channel ${signal.name}`,
      component: 'other',
      unit: signal.unit,
      formula:
        seconds > 0
          ? `${word} value of ${signal.name} that lasted ${seconds} s, per epoch`
          : `${100 * share} % quantile of ${signal.name} per epoch`,
      reference: 'limit set by the plant on this channel',
      needs: [signalId],
      channel: { subject, side, isOwn },
      compute: (seen) => {
        const { holds } = watchOf(conditions, seen);
        const { epochs, stepS } = seen.timeline;
        const slots = Math.max(1, Math.ceil(seconds / stepS - 1e-9));
        const perEpochOf = (values: Float64Array) =>
          seconds > 0
            ? mostLasting(values, { slots, side, epochs })
            : Float64Array.from(epochs, (epoch) => quantile(values.subarray(epoch.from, epoch.to), share));
        const samples = columnOf(seen, signalId);
        const watched = perEpochOf(samples.map((value, slot) => (holds[slot] === 1 ? value : Number.NaN)));
        // Where nothing is watched the value is shown and not judged.
        const shown = perEpochOf(samples);
        const isWatched = (epoch: { from: number; to: number }) => holds.subarray(epoch.from, epoch.to).includes(1);
        const perEpoch = Float64Array.from(epochs, (epoch, index) => (isWatched(epoch) ? watched : shown)[index] as number);
        return { perEpoch, uncertainty: accuracyOf(seen, signalId), inputs: [signalId], regime: 'all' };
      },
    },
  ];
}
