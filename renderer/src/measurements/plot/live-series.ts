import type { PlotGroup } from '../../charts/plot-group.ts';
import type { SeriesColumns } from '../../charts/series-columns.ts';
import type { TimeRange } from '../../charts/time-range.ts';
import type { SeriesWindow } from './series-window.ts';

export type SeriesAnswer = readonly SeriesColumns[];

/**
 * What the panes draw while the time axis moves: at once the best of what is already there, and what is missing as soon as it comes. One
 * question is under way at a time; when its answer is there, the newest place is what is asked for next. React renders none of it.
 */
export interface LiveSeries {
  /** The answer that shows most of the visible range, the finest of those; undefined before the first one. */
  current(): SeriesAnswer | undefined;
  /** Takes an answer that came another way. */
  hold(answer: SeriesAnswer): void;
  subscribe(listener: () => void): () => void;
  /** Begins to follow the time axis; returns what ends it. */
  follow(): () => void;
}

interface LiveSeriesOptions {
  group: Pick<PlotGroup, 'range' | 'subscribe'>;
  windowOf(range: TimeRange): SeriesWindow;
  ask(window: SeriesWindow): Promise<SeriesAnswer>;
}

/** Answers that are kept at hand: the steps of a zoom from everything to a thousandth. */
const mostHeld = 12;

export function createLiveSeries({ group, windowOf, ask }: LiveSeriesOptions): LiveSeries {
  const listeners = new Set<() => void>();
  let held: readonly SeriesAnswer[] = [];
  let asked = '';
  let isUnderWay = false;

  const hold = (answer: SeriesAnswer) => {
    if (held[0] === answer) return;
    // The widest one stays: it is what there is to show when one zooms out fast.
    const others = held.filter((other) => other !== answer);
    const widest = others.reduce<SeriesAnswer>((best, other) => (lengthOf(other) > lengthOf(best) ? other : best), answer);
    held = [answer, ...others.slice(0, mostHeld - 1), ...(others.indexOf(widest) >= mostHeld - 1 ? [widest] : [])];
    for (const listener of listeners) listener();
  };
  const look = async (): Promise<void> => {
    const window = windowOf(group.range());
    const name = `${window.from} ${window.to} ${window.buckets}`;
    if (isUnderWay || name === asked) return;
    isUnderWay = true;
    asked = name;
    try {
      hold(await ask(window));
    } catch {
      // What went wrong is told by the question that is asked once the axis stands still.
    }
    isUnderWay = false;
    await look();
  };
  return {
    current: () => best(held, group.range()),
    hold,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow: () => group.subscribe(() => void look()),
  };
}

function best(held: readonly SeriesAnswer[], range: TimeRange): SeriesAnswer | undefined {
  const rated = held.map((answer) => ({ answer, share: shareOf(answer, range), step: stepOf(answer) }));
  const most = Math.max(...rated.map(({ share }) => share));
  const finest = (a: (typeof rated)[number], b: (typeof rated)[number]) => (b.step < a.step ? b : a);
  const showing = rated.filter(({ share }) => share >= most - 1e-6);
  return showing.length === 0 ? undefined : showing.reduce(finest).answer;
}

/** How much of the visible range an answer holds: 0 to 1. */
function shareOf([first]: SeriesAnswer, { from, to }: TimeRange): number {
  if (!first) return 0;
  const seen = Math.min(to, first.toMs / 1000) - Math.max(from, first.fromMs / 1000);
  return Math.max(0, seen) / (to - from);
}

function lengthOf([first]: SeriesAnswer): number {
  return first ? first.toMs - first.fromMs : 0;
}

/** Time per point: the answers of several rates are as coarse as their coarsest. */
function stepOf(answer: SeriesAnswer): number {
  return Math.max(
    ...answer.map(({ fromMs, toMs, source, timeMs }) => (source === 'raw' ? 0 : (toMs - fromMs) / Math.max(1, timeMs.length))),
  );
}
