import { useTranslation } from 'react-i18next';
import type { HealthLine, HealthPoint } from '../../../../server/diagnostics/outlooks/outlook.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useWording } from '../wordings/use-wording.ts';
import classes from './Sparkline.module.css';
import { placePoints } from './sparkline-scale.ts';

const width = 190;
const height = 46;

/** The values over time with the limit as a dashed line; hollow points were measured at another operating point. */
export function Sparkline({ line, timeZone }: { line: HealthLine; timeZone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const wording = useWording();
  if (line.points.length === 0) return null;
  const { dots, limits } = placePoints(line, { width, height });
  const path = dots.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const words = ({ at, value, notComparable }: HealthPoint) =>
    [format.instant(at, timeZone), format.measured(value, null, line.unit), notComparable && wording(notComparable).text]
      .filter(Boolean)
      .join(' · ');
  const label = t('outlook.sparkline', { count: line.points.length, name: wording(line.name).text });
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={classes.frame}>
      {limits.map((y) => (
        <line key={y} x1={0} x2={width} y1={y} y2={y} className={classes.limit} />
      ))}
      {dots.length > 1 && <path d={path} className={classes.path} />}
      {dots.map(({ x, y, point }) => (
        <circle key={point.recordingId} cx={x} cy={y} r={3} className={point.notComparable === null ? classes.dot : classes.hollow}>
          <title>{words(point)}</title>
        </circle>
      ))}
    </svg>
  );
}
