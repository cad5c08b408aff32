import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { analysisApi } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import type { RecordingDetail } from '../../../../../server/measurements/recording.schema.ts';
import { call } from '../../../platform/api.ts';
import { useCycles } from '../cycles/use-cycles.ts';
import type { CompareChoices } from '../mode-choices.ts';
import { sameChannel } from './compare-match.ts';

/** By how many s the other recording is moved so that both lie upon each other, or why that is not known. */
export type Shift = { readonly shiftS: number } | { readonly because: string };

/** Most crossings that are counted through. */
const mostTriggers = 500;

export function useShift(own: RecordingDetail, other: RecordingDetail | undefined, compare: CompareChoices | null): Shift | undefined {
  const { t } = useTranslation();
  const instants = { own: useInstants(own, own, compare), other: useInstants(other, own, compare) };
  if (!other || !compare) return undefined;
  if (compare.align === 'start') return { shiftS: 0 };
  if (compare.align === 'clock') return clockShift(own, other) ?? { because: t('compare.noClock') };
  if (compare.align === 'trigger' && (compare.channel === null || compare.level === null)) return { because: t('compare.noTrigger') };
  if (instants.own === undefined || instants.other === undefined) return undefined;
  const [here, there] = [instants.own[compare.own - 1], instants.other[compare.other - 1]];
  if (here === undefined || there === undefined)
    return { because: t('compare.notThere', { own: instants.own.length, other: instants.other.length }) };
  return { shiftS: (here - there) / 1000 };
}

/** Both clocks as they were: null when one of them is not known. */
function clockShift(own: RecordingDetail, other: RecordingDetail): Shift | null {
  const [here, there] = [own.recording.startedAt, other.recording.startedAt];
  return here === null || there === null ? null : { shiftS: (Date.parse(there) - Date.parse(here)) / 1000 };
}

/** The instants (ms) that may be laid upon each other: beginnings of cycles, or crossings of a level; undefined while not known. */
function useInstants(detail: RecordingDetail | undefined, own: RecordingDetail, compare: CompareChoices | null): number[] | undefined {
  const id = detail?.recording.id ?? null;
  const cycles = useCycles(compare?.align === 'cycle' ? id : null, null);
  const wanted = own.channels.find(({ index }) => index === compare?.channel);
  const channel = wanted && detail && sameChannel(wanted, detail.channels);
  const level = compare?.level ?? null;
  const querystring = {
    ...{ channel: channel?.index ?? 0, level: level ?? 0, limit: mostTriggers },
    edge: compare?.isFalling ? ('falling' as const) : ('rising' as const),
  };
  const triggers = useQuery({
    queryKey: ['triggers', id, querystring],
    queryFn: ({ signal }) => call(analysisApi.trigger, { params: { id: id ?? '' }, querystring }, signal),
    enabled: compare?.align === 'trigger' && id !== null && channel !== undefined && level !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (compare?.align === 'cycle') return cycles.data?.items.map(({ fromMs }) => fromMs);
  if (detail && wanted && !channel) return [];
  return triggers.data?.items.map(({ atMs }) => atMs);
}
