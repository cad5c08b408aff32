import { useQuery } from '@tanstack/react-query';
import { analysisApi, type ChannelLimit } from '../../../../server/measurements/analyses/analysis.schema.ts';
import { call } from '../../platform/api.ts';
import { recordingsKey } from '../recording.queries.ts';

const none: readonly ChannelLimit[] = [];

/** The limits of the system's channels in the unit of this recording's samples. Asked for anew with the recording: its channels may be corrected. */
export function useLimits(recordingId: string): readonly ChannelLimit[] {
  const limits = useQuery({
    queryKey: [...recordingsKey, recordingId, 'limits'],
    queryFn: ({ signal }) => call(analysisApi.limits, { params: { id: recordingId } }, signal),
  });
  return limits.data?.limits ?? none;
}
