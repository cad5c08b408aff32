import type { TimeRange } from './time-range.ts';

/** The ranges that were looked at, and which of them is shown; what was gone back from can be gone forward to. */
export interface ZoomHistory {
  readonly entries: readonly TimeRange[];
  readonly position: number;
}

/** Enough to find the way back; more would only be memory. */
const longest = 100;

export function newHistory(first: TimeRange): ZoomHistory {
  return { entries: [first], position: 0 };
}

/** Remembers a range; what lay ahead is forgotten. The same range again changes nothing. */
export function remembered(history: ZoomHistory, range: TimeRange): ZoomHistory {
  const now = history.entries[history.position];
  if (now && now.from === range.from && now.to === range.to) return history;
  const entries = [...history.entries.slice(0, history.position + 1), range].slice(-longest);
  return { entries, position: entries.length - 1 };
}

/** One step back (-1) or forward (+1); the same history when there is no step left. */
export function stepped(history: ZoomHistory, step: -1 | 1): ZoomHistory {
  const position = history.position + step;
  return history.entries[position] ? { ...history, position } : history;
}
