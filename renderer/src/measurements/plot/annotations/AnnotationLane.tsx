import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { paneInset } from '../../../charts/pane-scales.ts';
import type { PlotGroup } from '../../../charts/plot-group.ts';
import type { PlotNote } from '../../../charts/plot-marks.ts';
import classes from './AnnotationLane.module.css';
import { laneMarks } from './lane-rows.ts';

interface AnnotationLaneProps {
  notes: readonly PlotNote[];
  group: PlotGroup;
  /** Width of the panes below, in CSS pixels. */
  width: number;
  hasRightAxis: boolean;
  onOpen(id: string): void;
}

const rowPx = 26;

/** The remarks above the panes, each where it belongs in time; a click opens it. */
export function AnnotationLane({ notes, group, width, hasRightAxis, onOpen }: AnnotationLaneProps) {
  const inset = paneInset(hasRightAxis);
  const inner = width - inset.left - inset.right;
  // Without notes nothing here follows the time axis: React does not render while it is moved.
  if (notes.length === 0 || inner <= 0) return null;
  return <Lane {...{ notes, group, inner, inset, onOpen }} />;
}

type LaneProps = Pick<AnnotationLaneProps, 'notes' | 'group' | 'onOpen'> & { inner: number; inset: ReturnType<typeof paneInset> };

function Lane({ notes, group, inner, inset, onOpen }: LaneProps) {
  const { t } = useTranslation();
  const range = useSyncExternalStore(group.subscribe, group.range);
  const marks = laneMarks(notes, range, inner);
  const rows = Math.max(1, ...marks.map(({ row }) => row + 1));
  return (
    <ul
      className={classes.lane}
      aria-label={t('annotations.title')}
      style={{ height: rows * rowPx, margin: `8px ${inset.right}px 0 ${inset.left}px`, padding: 0, listStyle: 'none' }}
    >
      {marks.map(({ note, left, width: markWidth, row }) => (
        <li key={note.id}>
          <button
            type="button"
            className={classes.mark}
            style={{ left, top: row * rowPx, width: markWidth }}
            title={note.text}
            onClick={() => onOpen(note.id)}
          >
            {note.text}
          </button>
        </li>
      ))}
    </ul>
  );
}
