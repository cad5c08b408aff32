/** What a synthetic logger wrote: made up here, so that every number the test expects is known. */
export interface LoggerFile {
  readonly name: string;
  readonly text: string;
  readonly accepted: number;
  readonly rejected: number;
}

const start = Date.UTC(2026, 4, 4, 6, 0, 0);
const seconds = 600;
const perSecond = 10;

/** Ten minutes of a press at 10 Hz, with a pause of half a minute, one impossible date and one row that lacks fields. */
export function pressFile(): LoggerFile {
  const lines = ['time;p_P [bar];Q_P [l/min];T_T [°C];P_el [kW]'];
  let accepted = 0;
  for (let i = 0; i < seconds * perSecond; i++) {
    const second = i / perSecond;
    if (second >= 300 && second < 330) continue;
    lines.push(row(start + i * (1000 / perSecond), second));
    accepted++;
    if (i === 1000) lines.push('2026-13-45T06:01:40.000Z;100.0;20.0;45.0;6.0');
    if (i === 2000) lines.push('2026-05-04T06:03:20.050Z;100.0');
  }
  return { name: 'press.csv', text: `${lines.join('\n')}\n`, accepted, rejected: 2 };
}

function row(atMs: number, second: number): string {
  const phase = second % 60;
  const pressure = phase < 20 ? 180 : phase < 40 ? 120 : 60;
  // A short peak that only survives when extremes do.
  const peak = second === 123.4 ? 60 : 0;
  const ripple = Math.sin(second * 7) * 0.8;
  const values = [pressure + ripple + peak, 22 - pressure / 60 + ripple / 10, 45 + second / 120, (pressure * 22) / 600 + 1];
  return [new Date(atMs).toISOString(), ...values.map((value) => value.toFixed(2))].join(';');
}

/** Every date of it may be read in two ways: the importer has to ask. */
export const ambiguousFile: LoggerFile = {
  name: 'ambiguous.csv',
  text: [
    'Date;Time;p_P [bar]',
    ...Array.from({ length: 60 }, (_, i) => `03/04/2026;06:00:${String(i).padStart(2, '0')};${100 + (i % 7)}.5`),
    '',
  ].join('\n'),
  accepted: 60,
  rejected: 0,
};

/** The press at 100 Hz, about 5 MB for every 100,000 rows: something to wait for. */
export function longFile(accepted: number): LoggerFile {
  const rows = Array.from({ length: accepted }, (_, i) => row(start + i * 10, i / 100));
  return { name: 'long.csv', accepted, rejected: 0, text: `time;p_P [bar];Q_P [l/min];T_T [°C];P_el [kW]\n${rows.join('\n')}\n` };
}
