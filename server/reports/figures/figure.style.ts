/** Greys and one accent carry the normal state; saturated colour means abnormal and nothing else (ISA-101). */
export const figureColours = {
  text: '#333333',
  axis: '#767676',
  grid: '#e6e6e6',
  mark: 'rgba(110,110,110,0.13)',
  markEdge: '#8c8c8c',
  attention: '#a85d00',
  alarm: '#b3141c',
} as const;

/** Embedded in the typesetter, so that the letters of a figure are the letters of the text on every machine. */
export const figureFont = 'Libertinus Serif';

/** Lines of one pane differ in shade and dash, never in hue alone. */
export const lineStyles: readonly { line: string; band: string; dash: 'solid' | 'dashed' | 'dotted' }[] = [
  { line: '#1f4e79', band: '#c9d6e3', dash: 'solid' },
  { line: '#4d4d4d', band: '#dddddd', dash: 'dashed' },
  { line: '#808080', band: '#ebebeb', dash: 'dotted' },
];
