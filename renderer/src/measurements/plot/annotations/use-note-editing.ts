import { useMemo, useState } from 'react';
import type { PlotNote } from '../../../charts/plot-marks.ts';
import { type TimeRange, withRoom } from '../../../charts/time-range.ts';
import { useMay } from '../../../platform/session.ts';
import type { PlotView } from '../use-plot-view.ts';
import { useAnnotations } from './annotation.queries.ts';
import type { AnnotationDraft } from './annotation-form.ts';

/** The remarks of a recording, and which of them is being written. */
export function useNoteEditing(recordingId: string, { group, cursors }: PlotView) {
  const { items } = useAnnotations(recordingId);
  const mayWrite = useMay('annotations:write');
  const [draft, setDraft] = useState<AnnotationDraft | null>(null);
  const notes = useMemo(
    () => items.map(({ id, text, fromMs, toMs }): PlotNote => ({ id, text, from: fromMs / 1000, to: (toMs ?? fromMs) / 1000 })),
    [items],
  );
  const mark = (range: TimeRange) => mayWrite && setDraft({ range });
  return {
    ...{ items, notes, draft, mark },
    close: () => setDraft(null),
    /** A remark on the stretch between the cursors, else at the only cursor, the pointer, or the middle. */
    markHere: (): true => {
      const { a, b } = cursors.pair();
      const { from, to } = group.range();
      const at = a ?? b ?? cursors.pointer.timeS ?? (from + to) / 2;
      mark(a !== null && b !== null ? { from: Math.min(a, b), to: Math.max(a, b) } : { from: at, to: at });
      return true;
    },
    edit: (id: string) => {
      const annotation = items.find((item) => item.id === id);
      if (annotation && mayWrite) setDraft({ annotation });
    },
    show: (id: string) => {
      const note = notes.find((item) => item.id === id);
      if (!note) return;
      const room = (group.range().to - group.range().from) / 8;
      group.show(note.to > note.from ? withRoom(note, 0.25) : { from: note.from - room, to: note.from + room });
    },
  };
}

export type NoteEditing = ReturnType<typeof useNoteEditing>;
