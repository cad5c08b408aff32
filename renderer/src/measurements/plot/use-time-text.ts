import { useTranslation } from 'react-i18next';
import { dateFirst } from '../../charts/clock-ticks.ts';
import type { TimeAxis } from './use-plot-view.ts';

/** Writes an instant (s since the start) as the time axis does: clock of the site, or s since the start. */
export function useTimeText({ isRelative, originS, ticks }: Pick<TimeAxis, 'isRelative' | 'originS' | 'ticks'>): (timeS: number) => string {
  const { i18n } = useTranslation();
  return (timeS) => {
    if (isRelative) return `${new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 4 }).format(timeS)}\u00a0s`;
    return dateFirst(ticks([originS + timeS], 0.001)[0] ?? '');
  };
}
