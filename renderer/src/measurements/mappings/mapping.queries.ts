import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type MappingChange, mappingApi } from '../../../../server/measurements/mappings/mapping.schema.ts';
import { call } from '../../platform/api.ts';
import { recordingsKey } from '../recording.queries.ts';

/** Under the recording's own key: what a job has made of it may change what its channels are taken for. */
const mappingKey = (recordingId: string) => [...recordingsKey, recordingId, 'mapping'] as const;

export function useMapping(recordingId: string) {
  return useQuery({
    queryKey: mappingKey(recordingId),
    queryFn: ({ signal }) => call(mappingApi.get, { params: { id: recordingId } }, signal),
  });
}

export function useChangeMapping(recordingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ tag, body }: { tag: string; body: MappingChange }) =>
      call(mappingApi.change, { params: { id: recordingId }, headers: { 'if-match': tag }, body }),
    onSuccess: (mapping) => {
      client.setQueryData(mappingKey(recordingId), mapping);
      return client.invalidateQueries({ queryKey: [...recordingsKey, recordingId] });
    },
  });
}
