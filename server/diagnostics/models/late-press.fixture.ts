import { randomFrom } from './folds.ts';

export const cycleS = 12;
export const runs = 12;
export const cyclesPerRun = 4;

/** Invented: a press whose valve opens a second later in every second run. */
export function press(seed: number): string {
  const random = randomFrom(seed);
  const lines = ['time;Pump pressure [bar];Pump flow [l/min];Oil temperature [°C]'];
  for (let second = 0; second < runs * cyclesPerRun * cycleS; second++) {
    const at = second % cycleS;
    const isLate = Math.floor(second / (cycleS * cyclesPerRun)) % 2 === 1;
    const isOpen = at >= (isLate ? 5 : 4);
    const noise = (): number => random() - 0.5;
    const cells = [(isOpen ? 150 : 90) + noise(), (isOpen ? 24 : 3) + 0.2 * noise(), 45 + second / 200 + 0.2 * noise()];
    lines.push([new Date(Date.UTC(2026, 0, 5, 6, 0, second)).toISOString(), ...cells.map((cell) => cell.toFixed(3))].join(';'));
  }
  return `${lines.join('\r\n')}\r\n`;
}

export const truth = Array.from({ length: runs * cyclesPerRun }, (_, cycle) =>
  Math.floor(cycle / cyclesPerRun) % 2 === 1 ? 'late' : 'in time',
);
