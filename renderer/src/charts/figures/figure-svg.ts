import { niceTicks } from './figure-ticks.ts';

type Value = number | null | undefined;

export interface FigureCurve {
  readonly name: string;
  readonly color: string;
  readonly dash: readonly number[];
  readonly width: number;
  /** Which of the pane's value axes it belongs to. */
  readonly axis: number;
  readonly x: readonly number[];
  readonly y: readonly Value[];
  /** Edges of the area behind the line. */
  readonly low?: readonly Value[];
  readonly high?: readonly Value[];
}

export interface FigureAxis {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly isLog: boolean;
}

export interface FigurePane {
  readonly x: FigureAxis & { readonly isClock: boolean; ticks(values: readonly number[], step: number): string[] };
  readonly axes: readonly FigureAxis[];
  readonly curves: readonly FigureCurve[];
  readonly lines: readonly { readonly axis: number; readonly value: number; readonly label: string; readonly isAlarm: boolean }[];
}

export interface Figure {
  readonly title: string;
  /** What somebody must know who finds the picture alone: range, recording, hash. */
  readonly facts: readonly string[];
  readonly panes: readonly FigurePane[];
  number(value: number): string;
}

export const figureWidth = 1200;
const paneHeight = 240;
const left = 76;
const right = 76;
const head = 34;
const ink = '#1b1e21';

/** The height that a figure needs, in pixels. */
export function figureHeight({ facts, panes }: Figure): number {
  return head + facts.length * 18 + 14 + panes.reduce((sum, pane) => sum + heightOf(pane), 0);
}

function heightOf({ curves }: FigurePane): number {
  return curves.length * 18 + paneHeight + 56;
}

/** A figure as SVG: black on white, for paper and for other programs. Every text is escaped. */
export function figureSvg(figure: Figure): string {
  const parts = [text(left, 24, figure.title, 'font-size="18" font-weight="600"')];
  figure.facts.forEach((fact, i) => {
    parts.push(text(left, head + 14 + i * 18, fact, 'font-size="12" fill="#565e66"'));
  });
  let top = head + figure.facts.length * 18 + 14;
  for (const pane of figure.panes) {
    parts.push(paneSvg(pane, top, figure));
    top += heightOf(pane);
  }
  const size = `width="${figureWidth}" height="${top}" viewBox="0 0 ${figureWidth} ${top}"`;
  const style = `font-family="DejaVu Sans, Arial, sans-serif" fill="${ink}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${style}><rect width="100%" height="100%" fill="#ffffff"/>${parts.join('')}</svg>`;
}

function paneSvg(pane: FigurePane, top: number, { number }: Pick<Figure, 'number'>): string {
  const box = { top: top + pane.curves.length * 18 + 8, bottom: top + pane.curves.length * 18 + 8 + paneHeight };
  const x = scale(pane.x, left, figureWidth - right);
  const ys = pane.axes.map((axis) => scale(axis, box.bottom, box.top));
  const id = `clip${Math.round(top)}`;
  const clip = `<clipPath id="${id}"><rect x="${left}" y="${box.top}" width="${figureWidth - left - right}" height="${paneHeight}"/></clipPath>`;
  const legend = pane.curves.map((curve, i) => legendSvg(curve, top + 14 + i * 18)).join('');
  const curves = pane.curves.map((curve) => curveSvg(curve, x, ys[curve.axis] ?? x)).join('');
  const lines = pane.lines.map((line) => limitSvg(line, ys[line.axis] ?? x)).join('');
  const frame = `<rect x="${left}" y="${box.top}" width="${figureWidth - left - right}" height="${paneHeight}" fill="none" stroke="#9aa1a8"/>`;
  const axes = pane.axes.slice(0, 2).map((axis, i) => valueAxisSvg(axis, ys[i] ?? x, { isRight: i === 1, box, number }));
  return `${clip}${legend}${axes.join('')}${timeAxisSvg(pane.x, x, box)}${frame}<g clip-path="url(#${id})">${curves}${lines}</g>`;
}

type Scale = (value: number) => number;

function scale({ min, max, isLog }: FigureAxis, from: number, to: number): Scale {
  const along = (value: number) => (isLog ? Math.log10(value) : value);
  const [low, high] = [along(min), along(max)];
  return (value) => from + ((along(value) - low) / (high - low || 1)) * (to - from);
}

function legendSvg({ name, color, dash }: FigureCurve, y: number): string {
  const line = `<line x1="${left}" x2="${left + 28}" y1="${y - 4}" y2="${y - 4}" stroke="${color}" stroke-width="2"${dashes(dash)}/>`;
  return line + text(left + 36, y, name, 'font-size="13"');
}

function curveSvg({ x, y, low, high, color, dash, width }: FigureCurve, px: Scale, py: Scale): string {
  const area = low && high ? `<path d="${areaPath({ x, low, high }, px, py)}" fill="${color}" fill-opacity="0.25"/>` : '';
  return `${area}<path d="${linePath(x, y, [px, py])}" fill="none" stroke="${color}" stroke-width="${width}"${dashes(dash)}/>`;
}

/** A gap (null) ends the line; a time that only other curves have (undefined) does not. */
function linePath(x: readonly number[], y: readonly Value[], [px, py]: [Scale, Scale]): string {
  let path = '';
  let isDown = false;
  y.forEach((value, i) => {
    if (value === undefined) return;
    if (value !== null) path += `${isDown ? 'L' : 'M'}${round(px(x[i] ?? 0))} ${round(py(value))}`;
    // A lone sample between two gaps is a dot, not nothing.
    if (value !== null && !isDown) path += 'h0.1';
    isDown = value !== null;
  });
  return path;
}

function areaPath({ x, low, high }: { x: readonly number[]; low: readonly Value[]; high: readonly Value[] }, px: Scale, py: Scale): string {
  let path = '';
  let run: number[] = [];
  const close = () => {
    if (run.length > 1) {
      const over = run.map((i) => `${round(px(x[i] ?? 0))} ${round(py(high[i] ?? 0))}`);
      const under = [...run].reverse().map((i) => `${round(px(x[i] ?? 0))} ${round(py(low[i] ?? 0))}`);
      path += `M${[...over, ...under].join('L')}Z`;
    }
    run = [];
  };
  x.forEach((_, i) => {
    if (low[i] === undefined) return;
    if (low[i] === null || high[i] == null) close();
    else run.push(i);
  });
  close();
  return path;
}

function limitSvg({ value, label, isAlarm }: FigurePane['lines'][number], py: Scale): string {
  const color = isAlarm ? '#c1121f' : '#a85a00';
  const y = round(py(value));
  const line = `<line x1="${left}" x2="${figureWidth - right}" y1="${y}" y2="${y}" stroke="${color}"${dashes(isAlarm ? [] : [6, 4])}/>`;
  return line + text(figureWidth - right - 6, y - 4, label, `font-size="11" text-anchor="end" fill="${color}"`);
}

interface Box {
  readonly top: number;
  readonly bottom: number;
}

function valueAxisSvg(
  axis: FigureAxis,
  py: Scale,
  { isRight, box, number }: { isRight: boolean; box: Box; number(value: number): string },
) {
  const at = isRight ? figureWidth - right + 6 : left - 6;
  const values = axis.isLog ? decades(axis) : niceTicks(axis.min, axis.max, { count: 5 }).ticks;
  const ticks = values.map((value) => {
    const y = round(py(value));
    const grid = isRight ? '' : `<line x1="${left}" x2="${figureWidth - right}" y1="${y}" y2="${y}" stroke="#e3e6e8"/>`;
    return grid + text(at, y + 4, number(value), `font-size="11" text-anchor="${isRight ? 'start' : 'end'}"`);
  });
  const middle = (box.top + box.bottom) / 2;
  const labelX = isRight ? figureWidth - 14 : 18;
  const turned = `font-size="12" text-anchor="middle" transform="rotate(-90 ${labelX} ${middle})"`;
  return ticks.join('') + text(labelX, middle, axis.label, turned);
}

function decades({ min, max }: FigureAxis): number[] {
  const [first, last] = [Math.ceil(Math.log10(min)), Math.floor(Math.log10(max))];
  return Array.from({ length: Math.max(0, Math.min(last - first + 1, 40)) }, (_, i) => 10 ** (first + i));
}

function timeAxisSvg(axis: FigurePane['x'], px: Scale, { top, bottom }: Box): string {
  const { ticks, step } = niceTicks(axis.min, axis.max, { count: 8, isClock: axis.isClock });
  const words = axis.ticks(ticks, step);
  const marks = ticks.map((value, i) => {
    const x = round(px(value));
    const lines = (words[i] ?? '')
      .split('\n')
      .map((word, row) => text(x, bottom + 15 + row * 13, word, 'font-size="11" text-anchor="middle"'));
    return `<line x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" stroke="#e3e6e8"/>${lines.join('')}`;
  });
  return marks.join('') + text((left + figureWidth - right) / 2, bottom + 43, axis.label, 'font-size="12" text-anchor="middle"');
}

function dashes(dash: readonly number[]): string {
  return dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function text(x: number, y: number, words: string, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(words)}</text>`;
}

/** Names come from files: nothing in them may become markup, and XML knows no control characters. */
function escaped(words: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into the file.
  return words.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, ' ').replace(/[&<>"']/g, (mark) => entities[mark] ?? '');
}
