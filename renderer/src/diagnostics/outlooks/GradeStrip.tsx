import { useTranslation } from 'react-i18next';
import type { ComponentHealth } from '../../../../server/diagnostics/outlooks/component-grade.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import classes from './GradeStrip.module.css';

const width = 100;
const height = 22;
/** Higher is worse: the shape tells the grade where colours cannot be told apart. */
const heights = { normal: 7, warning: 14, alarm: 21, unknown: 10 } as const;
const labels = { normal: 'state.normal', warning: 'state.warning', alarm: 'state.alarm', unknown: 'state.unknown' } as const;
/** More bars would be narrower than their outlines. */
const mostBars = 25;

/** One bar per recording, the newest right; unknown is an empty dashed box. */
export function GradeStrip({ health, timeZone }: { health: ComponentHealth; timeZone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const points = health.points.slice(-mostBars);
  if (points.length === 0) return null;
  const step = Math.min(12, width / points.length);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('grade.strip', { count: points.length })}
      className={classes.frame}
    >
      {points.map(({ recordingId, at, grade, recordingName }, index) => (
        <rect
          key={recordingId}
          x={index * step + 0.5}
          y={height - heights[grade] - 0.5}
          width={Math.max(2, step - 2)}
          height={heights[grade]}
          className={classes[grade]}
        >
          <title>{`${format.instant(at, timeZone)} · ${t(labels[grade])} · ${recordingName}`}</title>
        </rect>
      ))}
    </svg>
  );
}
