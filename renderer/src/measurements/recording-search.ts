import { number, text } from '../platform/search-values.ts';
import type { StoredView } from './plot/view-state.ts';

/** What the address of a recording says: the tab, the evidence to show (s since the start, channel by name), and the view of the plot. */
export interface RecordingSearch {
  tab?: string;
  from?: number;
  to?: number;
  channel?: string;
  /** An earlier diagnosis instead of the newest. */
  evaluation?: string;
  /** As somebody wrote it: fromStored checks every part. */
  view?: StoredView;
}

export function recordingSearch(search: Record<string, unknown>): RecordingSearch {
  return {
    ...text(search, 'tab'),
    ...text(search, 'evaluation'),
    ...number(search, 'from'),
    ...number(search, 'to'),
    ...channelText(search),
    ...viewOf(search),
  };
}

/** A channel may be called `4`; the router reads that as a number. */
function channelText(search: Record<string, unknown>): { channel?: string } {
  return typeof search.channel === 'number' ? { channel: String(search.channel) } : text(search, 'channel');
}

function viewOf({ view }: Record<string, unknown>): { view?: StoredView } {
  return typeof view === 'object' && view !== null ? { view: view as StoredView } : {};
}
