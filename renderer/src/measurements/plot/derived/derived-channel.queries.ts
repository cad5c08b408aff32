import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type DerivedChannel, derivedChannelApi } from '../../../../../server/measurements/derived-channels/derived-channel.schema.ts';
import { call } from '../../../platform/api.ts';
import { usePages } from '../../../platform/pages.ts';
import { recordingsKey } from '../../recording.queries.ts';

const keyOf = (recordingId: string) => ['derived-channels', recordingId];

export function useDerivedChannels(recordingId: string) {
  return usePages<DerivedChannel>(keyOf(recordingId), (cursor, signal) =>
    call(derivedChannelApi.list, { params: { id: recordingId }, querystring: { limit: 100, ...cursor } }, signal),
  );
}

/** What an expression would give; the last answer stays while the next one is on its way. */
export function useExpressionCheck(recordingId: string, expression: string, unit: string) {
  const body = { expression, ...(unit !== '' && { unit }) };
  return useQuery({
    queryKey: ['expression', recordingId, body],
    queryFn: ({ signal }) => call(derivedChannelApi.check, { params: { id: recordingId }, body }, signal),
    enabled: expression.trim() !== '',
    placeholderData: keepPreviousData,
  });
}

/** The channels of a recording are others now: both lists are read anew. */
export function useChannelsChanged(recordingId: string): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keyOf(recordingId) }),
      client.invalidateQueries({ queryKey: [...recordingsKey, recordingId] }),
    ]);
}

export function useRemoveDerived(recordingId: string) {
  const changed = useChannelsChanged(recordingId);
  return useMutation({
    mutationFn: ({ id }: DerivedChannel) => call(derivedChannelApi.remove, { params: { id: recordingId, derivedId: id } }),
    onSettled: changed,
  });
}
