import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { analysisApi } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import type { TimeRange } from '../../../charts/time-range.ts';
import { call } from '../../../platform/api.ts';
import type { SpectrumChoices } from '../mode-choices.ts';

interface SpectrumRequest {
  channel: number;
  choices: SpectrumChoices;
  range: TimeRange;
}

/** The spectrum of a stretch, with orders when a speed was chosen. */
export function useSpectrum(recordingId: string, { channel, choices: { rpm, speedChannel }, range }: SpectrumRequest) {
  const speed = speedChannel !== null ? { speedChannel } : rpm !== null && rpm > 0 ? { rpm } : {};
  const querystring = { channel, fromMs: range.from * 1000, toMs: range.to * 1000, ...speed };
  return useQuery({
    queryKey: ['spectrum', recordingId, querystring],
    queryFn: ({ signal }) => call(analysisApi.spectrum, { params: { id: recordingId }, querystring }, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
