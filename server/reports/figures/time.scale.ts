/** The unit a time axis of this length is read in. */
export function timeScale(durationS: number): { unit: string; seconds: number } {
  if (durationS <= 300) return { unit: 's', seconds: 1 };
  if (durationS <= 4 * 3600) return { unit: 'min', seconds: 60 };
  if (durationS <= 4 * 86400) return { unit: 'h', seconds: 3600 };
  return { unit: 'd', seconds: 86400 };
}
