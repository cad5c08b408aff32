import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PlotStack.module.css';
import type { PlotCursors } from './plot-cursors.ts';
import type { PlotGroup } from './plot-group.ts';
import { pressed } from './plot-keys.ts';

interface PlotStackProps {
  group: PlotGroup;
  cursors: PlotCursors;
  /** A key that the plot itself does not know; true when it was used. */
  onKey?(key: string): boolean;
  children: ReactNode;
}

/** The panes as one thing to move in by keyboard. */
export function PlotStack({ group, cursors, onKey, children }: PlotStackProps) {
  const { t } = useTranslation();
  const help = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (pressed(event, group, cursors) || onKey?.(event.key.toLowerCase())) event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the plot is moved in with the keyboard, so it must take the focus.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields, this groups pictures.
    <div className={classes.stack} role="group" tabIndex={0} aria-label={t('charts.plot')} aria-describedby={help} onKeyDown={onKeyDown}>
      <VisuallyHidden id={help}>{t('charts.help')}</VisuallyHidden>
      {children}
    </div>
  );
}

/** Keys belong to the field or the menu that has the focus. */
function isTyping(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="menu"], [role="dialog"]') !== null;
}
