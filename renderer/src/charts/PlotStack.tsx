import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PlotStack.module.css';
import type { PlotGroup } from './plot-group.ts';
import { moved, type TimeRange, zoomed } from './time-range.ts';

/** The panes as one thing to move in by keyboard: arrows move, + and - zoom, Home shows everything. */
export function PlotStack({ group, children }: { group: PlotGroup; children: ReactNode }) {
  const { t } = useTranslation();
  const help = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = rangeAfter(event.key, group);
    if (!next) return;
    event.preventDefault();
    group.show(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the plot is moved in with the keyboard, so it must take the focus.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields, this groups pictures.
    <div className={classes.stack} role="group" tabIndex={0} aria-label={t('charts.plot')} aria-describedby={help} onKeyDown={onKeyDown}>
      <p id={help} className={classes.help}>
        {t('charts.help')}
      </p>
      {children}
    </div>
  );
}

function rangeAfter(key: string, group: PlotGroup): TimeRange | null {
  const range = group.range();
  const middle = (range.from + range.to) / 2;
  switch (key) {
    case 'ArrowLeft':
      return moved(range, -0.1);
    case 'ArrowRight':
      return moved(range, 0.1);
    case '+':
    case '=':
      return zoomed(range, 0.8, middle);
    case '-':
      return zoomed(range, 1.25, middle);
    case 'Home':
      return group.full;
    default:
      return null;
  }
}
