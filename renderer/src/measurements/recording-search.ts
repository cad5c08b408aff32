import { number, text } from '../platform/search-values.ts';

/** What the address of a recording says: the tab, and the evidence to show (s since the start, channel by name). */
export interface RecordingSearch {
  tab?: string;
  from?: number;
  to?: number;
  channel?: string;
}

export function recordingSearch(search: Record<string, unknown>): RecordingSearch {
  return { ...text(search, 'tab'), ...number(search, 'from'), ...number(search, 'to'), ...channelText(search) };
}

/** A channel may be called `4`; the router reads that as a number. */
function channelText(search: Record<string, unknown>): { channel?: string } {
  return typeof search.channel === 'number' ? { channel: String(search.channel) } : text(search, 'channel');
}
