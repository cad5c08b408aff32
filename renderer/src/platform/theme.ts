import { type CSSVariablesResolver, createTheme, DEFAULT_THEME, type MantineColorsTuple } from '@mantine/core';

/** The one accent. Saturated colour is kept for abnormal states (ISA-101), so the accent is a muted steel blue. */
const steel: MantineColorsTuple = [
  '#eef4f9',
  '#dde7ef',
  '#b9cedd',
  '#92b3cb',
  '#719dbc',
  '#5c8fb3',
  '#4d82a8',
  '#2f648c',
  '#265778',
  '#1a4763',
];

export const theme = createTheme({
  colors: { steel },
  primaryColor: 'steel',
  primaryShade: 7,
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.9375rem' } },
  },
});

/**
 * Mantine's greys for secondary text miss WCAG 2.2 1.4.3 (4.5:1); these keep it in both schemes.
 * `--state-*` are the only saturated colours: abnormal states and limits.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565e66',
    '--mantine-color-placeholder': '#6b737b',
    '--mantine-color-error': '#b42318',
    '--state-normal': '#5f6b76',
    '--state-attention': '#a85a00',
    '--state-alarm': '#c1121f',
    '--state-unknown': '#6b737b',
    '--state-maintenance': '#1d5fa8',
    '--plot-line': '#2f648c',
    '--plot-line-2': '#7a4f86',
    '--plot-line-3': '#1f7a72',
    '--plot-line-4': '#8a6a2a',
    '--plot-line-5': '#4b545d',
    '--plot-line-6': '#5d7fbf',
    '--plot-line-7': '#8c5a4a',
    '--plot-line-8': '#66752a',
    '--plot-cursor': '#1b2733',
    '--plot-note': '#4b545d',
    '--plot-note-area': 'rgba(75, 84, 93, 0.09)',
    '--plot-grid': 'rgba(0, 0, 0, 0.09)',
    '--plot-text': '#3f474e',
    '--plot-evidence': 'rgba(47, 100, 140, 0.12)',
    '--plot-gap': 'rgba(0, 0, 0, 0.06)',
    '--surface-raised': '#ffffff',
    '--surface-page': '#f3f5f6',
  },
  dark: {
    '--mantine-color-dimmed': '#aeb4ba',
    '--mantine-color-placeholder': '#959ca3',
    '--mantine-color-error': '#ff8a80',
    '--state-normal': '#aeb4ba',
    '--state-attention': '#ffb347',
    '--state-alarm': '#ff6b6b',
    '--state-unknown': '#959ca3',
    '--state-maintenance': '#7db8ff',
    '--plot-line': '#92b3cb',
    '--plot-line-2': '#cba6d6',
    '--plot-line-3': '#74c4bb',
    '--plot-line-4': '#d3b679',
    '--plot-line-5': '#d3d8dc',
    '--plot-line-6': '#9db6ec',
    '--plot-line-7': '#d6aa9a',
    '--plot-line-8': '#bfcc84',
    '--plot-cursor': '#f1f3f5',
    '--plot-note': '#c1c6cb',
    '--plot-note-area': 'rgba(193, 198, 203, 0.12)',
    '--plot-grid': 'rgba(255, 255, 255, 0.1)',
    '--plot-text': '#c1c6cb',
    '--plot-evidence': 'rgba(146, 179, 203, 0.14)',
    '--plot-gap': 'rgba(255, 255, 255, 0.07)',
    '--surface-raised': '#25282c',
    '--surface-page': '#1b1e21',
  },
});

/** A colour of the light scheme, whatever the screen shows: figures are exported on white. */
export function paperColor(name: string): string {
  const { light } = cssVariables(DEFAULT_THEME);
  return (light as Record<string, string>)[name] ?? '#000000';
}
