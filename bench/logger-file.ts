import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomSource } from './random-source.ts';

/** Name, unit, level, swing of the load cycle, noise, decimals: 17 channels of a hydraulic rig at 100 Hz. */
const channels = [
  ['Pressure 1', 'bar', 155, 30, 0.4, 2],
  ['Pressure 2', 'bar', 110, 40, 0.5, 2],
  ['Pressure 3', 'bar', 2, 1.5, 0.02, 3],
  ['Pressure 4', 'bar', 9.8, 0.2, 0.01, 3],
  ['Pressure 5', 'bar', 9.2, 0.1, 0.01, 3],
  ['Pressure 6', 'bar', 9.1, 0.1, 0.01, 3],
  ['Flow 1', 'l/min', 6.4, 2, 0.05, 3],
  ['Flow 2', 'l/min', 9.7, 0.3, 0.02, 3],
  ['Temperature 1', '°C', 45, 3, 0.02, 2],
  ['Temperature 2', '°C', 50, 3, 0.02, 2],
  ['Temperature 3', '°C', 47, 3, 0.02, 2],
  ['Temperature 4', '°C', 40, 3, 0.02, 2],
  ['Vibration 1', 'mm/s', 0.6, 0.1, 0.02, 3],
  ['Vibration 2', 'mm/s', 0.8, 0.1, 0.02, 3],
  ['Motor power', 'kW', 2.4, 0.4, 0.01, 3],
  ['Cooling power', 'kW', 1.8, 0.2, 0.01, 3],
  ['Efficiency', '%', 57, 12, 0.2, 2],
] as const;

/** Rounded as loggers do (2-3 decimals), float32 printed so that it reads back, or float64 with every digit. */
export type Precision = 'rounded' | 'single' | 'unrounded';

const printers: Readonly<Record<Precision, (value: number, decimals: number) => string>> = {
  rounded: (value, decimals) => value.toFixed(decimals),
  single: (value) => String(Number(Math.fround(value).toPrecision(8))),
  unrounded: String,
};

/** A logger's CSV of at least `bytes` bytes: ISO times with ms, 17 channels. Made once, then kept; the same bytes on every machine. */
export function ensureLoggerFile(path: string, { bytes, precision = 'rounded' }: { bytes: number; precision?: Precision }): void {
  if (existsSync(path) && statSync(path).size >= bytes) return;
  mkdirSync(dirname(path), { recursive: true });
  const fd = openSync(`${path}.part`, 'w');
  const random = randomSource(20_250_514);
  const print = printers[precision];
  let text = `time,${channels.map(([name, unit]) => `${name} [${unit}]`).join(',')}\n`;
  const start = Date.UTC(2025, 4, 14);
  let written = 0;
  for (let row = 0; written < bytes; row++) {
    const phase = Math.sin((row / 6000) * 2 * Math.PI);
    text += new Date(start + row * 10).toISOString().slice(0, 23);
    for (const [, , level, swing, noise, decimals] of channels) {
      text += `,${print(level + swing * phase * 0.5 + noise * random() * 2, decimals)}`;
    }
    text += '\n';
    if (text.length > Math.min(1_000_000, bytes / 4)) {
      written += writeSync(fd, text);
      text = '';
    }
  }
  writeSync(fd, text);
  closeSync(fd);
  renameSync(`${path}.part`, path);
}
