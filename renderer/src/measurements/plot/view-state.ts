import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import type { CursorPair } from '../../charts/plot-cursors.ts';
import type { TimeRange } from '../../charts/time-range.ts';
import { channelNamed, nameOf } from './channel-names.ts';
import { choicesFrom, type ModeChoices, storedChoices } from './mode-choices.ts';
import { type PaneLayout, sound } from './pane-layout.ts';

export const plotModes = ['time', 'cycles', 'xy', 'spectrum'] as const;
export type PlotMode = (typeof plotModes)[number];

/** What a plot shows: enough to show it again on another day, on another screen, of another recording of the same system. */
export interface ViewState {
  readonly mode: PlotMode;
  readonly panes: PaneLayout;
  /** s since the start; null: everything. */
  readonly range: TimeRange | null;
  readonly cursors: CursorPair;
  readonly hasLimits: boolean;
  readonly choices: ModeChoices;
}

/** As it stands in an address and in a saved view: short, and channels by name, because their index differs from file to file. */
export interface StoredView {
  mode?: PlotMode;
  panes?: string[][];
  range?: [number, number];
  cursors?: [number | null, number | null];
  limits?: false;
  xy?: unknown;
  spectrum?: unknown;
  cycles?: unknown;
  compare?: unknown;
}

export function toStored(state: ViewState, channels: readonly RecordingChannel[]): StoredView {
  const { mode, panes, range, cursors, hasLimits, choices } = state;
  return {
    ...(mode !== 'time' && { mode }),
    panes: panes.map((pane) => pane.map((index) => nameOf(channels, index))),
    ...(range && { range: [rounded(range.from), rounded(range.to)] as [number, number] }),
    ...((cursors.a !== null || cursors.b !== null) && {
      cursors: [cursors.a, cursors.b].map((time) => time && rounded(time)) as [number | null, number | null],
    }),
    ...(!hasLimits && { limits: false as const }),
    ...storedChoices(choices, channels),
  };
}

/** Microseconds: the finest time step we store; more digits would only make addresses long. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** Reads what somebody may have typed into the address: what makes no sense falls back to `first`. */
export function fromStored(stored: unknown, channels: readonly RecordingChannel[], first: ViewState): ViewState {
  const view = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const panes = sound(
    listOf(view.panes).map((pane) => listOf(pane).flatMap((name) => channelNamed(channels, name) ?? [])),
    channels.map(({ index }) => index),
  );
  const [from, to] = listOf(view.range).map(numberOf);
  const [a = null, b = null] = listOf(view.cursors).map(numberOf);
  return {
    mode: plotModes.find((mode) => mode === view.mode) ?? first.mode,
    panes: panes.length > 0 ? panes : first.panes,
    range: from != null && to != null && to > from ? { from, to } : first.range,
    cursors: view.cursors === undefined ? first.cursors : { a, b },
    hasLimits: view.limits === undefined ? first.hasLimits : view.limits !== false,
    choices: choicesFrom(view, channels),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
