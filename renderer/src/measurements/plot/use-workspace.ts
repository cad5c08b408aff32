import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import type { CursorPair } from '../../charts/plot-cursors.ts';
import type { TimeRange } from '../../charts/time-range.ts';
import { useSettledRange } from '../../charts/use-settled-range.ts';
import type { RecordingSearch } from '../recording-search.ts';
import { useSettledCursors } from './cursors/use-settled-cursors.ts';
import { firstChannels } from './first-channels.ts';
import { firstChoices, type ModeChoices } from './mode-choices.ts';
import { sound } from './pane-layout.ts';
import { type PlotView, usePlotView } from './use-plot-view.ts';
import { fromStored, toStored, type ViewState } from './view-state.ts';

/** How long the view must stand still before data is asked for. */
const settleMs = 120;

/** What React draws of a view; range and cursors live outside of React (PlotGroup, PlotCursors). */
export type ViewChoices = Omit<ViewState, 'range' | 'cursors'>;

export interface Workspace extends ViewChoices {
  view: PlotView;
  /** The visible range and the cursors once they stand still. */
  range: TimeRange;
  pair: CursorPair;
  change(choices: Partial<ViewChoices>): void;
  /** Changes the choices of one mode. */
  choose(changed: Partial<ModeChoices>): void;
  /** Everything that is shown now. */
  current(): ViewState;
  /** Shows something else, for example a saved view. */
  show(state: ViewState): void;
}

interface WorkspaceOptions {
  detail: RecordingDetail;
  siteZone: string;
  search: RecordingSearch;
}

/** The state of the plot workspace. The address always says what is shown, so that a copied link shows the same. */
export function useWorkspace({ detail, siteZone, search }: WorkspaceOptions): Workspace {
  const { recording, channels } = detail;
  const [first] = useState(() => fromStored(search.view, channels, firstView(detail, search)));
  const [chosen, setChoices] = useState<ViewChoices>(first);
  // A computed channel may be removed while it is shown: asking for it would refuse the others, too.
  const panes = useMemo(
    () =>
      sound(
        chosen.panes,
        channels.map(({ index }) => index),
      ),
    [chosen.panes, channels],
  );
  const choices = { ...chosen, panes };
  const view = usePlotView(recording, { siteZone, search, first });
  const range = useSettledRange(view.group, settleMs);
  const pair = useSettledCursors(view.cursors, settleMs);
  const current = (): ViewState => {
    const visible = view.group.range();
    const isAll = visible.from === view.group.full.from && visible.to === view.group.full.to;
    return { ...choices, range: isAll ? null : visible, cursors: view.cursors.pair() };
  };
  useAddress({ recordingId: recording.id, search, stored: JSON.stringify(toStored(current(), channels)) });
  return {
    ...choices,
    ...{ view, range, pair, current },
    change: (changed) => setChoices((before) => ({ ...before, ...changed })),
    choose: (changed) => setChoices((before) => ({ ...before, choices: { ...before.choices, ...changed } })),
    show: ({ range: wanted, cursors, ...others }) => {
      setChoices(others);
      view.group.show(wanted ?? view.group.full);
      view.cursors.clear();
      for (const key of ['a', 'b'] as const) if (cursors[key] !== null) view.cursors.set(key, cursors[key]);
    },
  };
}

function firstView({ channels }: RecordingDetail, search: RecordingSearch): ViewState {
  const panes = firstChannels(channels, search.channel).map((channel) => [channel]);
  return { mode: 'time', panes, range: null, cursors: { a: null, b: null }, hasLimits: true, choices: firstChoices };
}

/** Writes the view into the address as soon as it differs from how the page was opened. */
function useAddress({ recordingId, search, stored }: { recordingId: string; search: RecordingSearch; stored: string }): void {
  const navigate = useNavigate();
  const latest = useRef(search);
  latest.current = search;
  const written = useRef(stored);
  useEffect(() => {
    if (written.current === stored) return;
    written.current = stored;
    void navigate({
      to: '/recordings/$recordingId',
      params: { recordingId },
      search: { ...latest.current, view: JSON.parse(stored) },
      replace: true,
      resetScroll: false,
    });
  }, [navigate, recordingId, stored]);
}
