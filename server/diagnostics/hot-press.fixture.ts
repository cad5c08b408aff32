/** A made-up press whose oil gets far too hot: the cooler's faults are named. 15 minutes at 1 Hz as a logger writes them. */
export function hotPress(offsetMs = 0): string {
  const rows = Array.from({ length: 900 }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, 5, 6, 0, i) + offsetMs).toISOString();
    return `${at};${(150 + 10 * Math.sin(i / 9)).toFixed(2)};${(24 + Math.cos(i / 7)).toFixed(2)};${(84 + Math.sin(i / 300)).toFixed(2)}`;
  });
  return ['time;Pump pressure [bar];Pump flow [l/min];Tank oil temperature [°C]', ...rows, ''].join('\r\n');
}
