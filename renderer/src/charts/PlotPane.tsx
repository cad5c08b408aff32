import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../platform/use-format.ts';
import { CurveSwatch } from './CurveSwatch.tsx';
import classes from './PlotPane.module.css';
import type { VisibleStatistics } from './plot-data.ts';
import { type PaneProps, usePane } from './use-pane.ts';

export interface PlotPaneProps extends PaneProps {
  /** Of what is visible, one per curve; null: no valid value. */
  statistics: readonly (VisibleStatistics | null)[];
  /** What can be done with this pane. */
  menu?: ReactNode;
}

/** Curves as mean lines inside their min/max bands, sharing the time axis of the group; one value axis per unit. */
export function PlotPane(props: PlotPaneProps) {
  const { curves, statistics, menu } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { frame, legend } = usePane(props, format);
  const summaries = curves.map(({ unit }, i) => {
    const found = statistics[i];
    if (!found) return t('charts.nothingVisible');
    const [min, mean, max] = [found.min, found.mean, found.max].map((value) => format.number(value));
    return t('charts.statistics', { min, mean, max, unit });
  });
  const label = curves.map(({ name }, i) => `${name}: ${summaries[i]}`).join('; ');
  return (
    <figure className={classes.pane} aria-label={label}>
      <figcaption className={classes.legend} ref={legend}>
        <div className={classes.curves}>
          {curves.map(({ name, style }, i) => (
            <div className={classes.curve} key={name}>
              <CurveSwatch style={style} />
              <span className={classes.name}>{name}</span>
              <span data-curve={i} className={`${classes.readout} tabular`} />
              <span className={`${classes.summary} tabular`}>
                {i === 0 && <span data-clock className={classes.readout} style={{ marginRight: 12 }} />}
                {summaries[i]}
              </span>
            </div>
          ))}
        </div>
        {menu}
      </figcaption>
      <div ref={frame} />
    </figure>
  );
}
