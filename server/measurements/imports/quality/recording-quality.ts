import type { ImportResult } from '../import.types.ts';
import { channelQuality } from './channel-quality.ts';
import { readTiming } from './recording-timing.ts';

/** The report with what can be said about the recording as a whole: gaps, jumps of the clock, how far each channel can be trusted. */
export function withQuality(result: ImportResult, outFile: string): ImportResult {
  const { report } = result;
  return {
    ...result,
    report: {
      ...report,
      timing: readTiming(result, outFile),
      channels: report.channels.map((channel) => ({ ...channel, quality: channelQuality(channel, report) })),
    },
  };
}
