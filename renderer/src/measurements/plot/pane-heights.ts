/** What the page around the panes takes: header, facts, tabs and toolbar of a recording. */
const aroundPx = 400;
const lowestPx = 128;
const highestPx = 300;
const captionPx = 26;
/** The lowest pane carries the time axis. */
export const timeAxisPx = 46;

/** Heights of the canvases in CSS pixels: they share what the screen leaves, and scroll rather than become unreadable. */
export function paneHeights(count: number, screenPx: number): number[] {
  const free = (screenPx - aroundPx - timeAxisPx) / Math.max(count, 1) - captionPx;
  const height = Math.round(Math.min(Math.max(free, lowestPx), highestPx));
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? height + timeAxisPx : height));
}

/** The height of a chart that stands alone. */
export function chartHeight(screenPx: number): number {
  return Math.round(Math.min(Math.max(screenPx - aroundPx - 40, 340), 620));
}
