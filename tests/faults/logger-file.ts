const placeholder = 'Mark 000000';

/** A table as a logger writes it, all values made up: 1 kHz, five channels. `marked` makes other bytes of it. */
export function loggerFile(wantedBytes: number): { content: Buffer; rows: number } {
  const lines = [`time;Pump pressure [bar];Pump flow [l/min];Case drain [l/min];Oil temperature [°C];${placeholder} [%]`];
  const start = Date.UTC(2026, 0, 5, 6);
  let bytes = 0;
  let state = 1;
  for (let row = 0; bytes < wantedBytes; row++) {
    const wave = Math.sin(row / 900);
    // Noise in the last digits (xorshift), or sixteen megabytes of table would be a few hundred kilobytes of samples.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const noise = (state >>> 0) / 4_294_967_296;
    const values = [
      (150 + 40 * wave + noise).toFixed(2),
      (24 + 3 * wave + noise).toFixed(3),
      (1.2 + wave / 10 + noise).toFixed(3),
      (40 + (row % 5000) / 500 + noise).toFixed(2),
    ];
    const line = `${new Date(start + row).toISOString()};${values.join(';')};${row % 100}`;
    bytes += line.length + 1;
    lines.push(line);
  }
  return { content: Buffer.from(`${lines.join('\n')}\n`), rows: lines.length - 1 };
}

/** The same table with another channel name: other bytes, another hash, other samples on disk. */
export function marked(content: Buffer, mark: number): Buffer {
  const copy = Buffer.from(content);
  copy.write(`Mark ${String(mark).padStart(6, '0')}`, copy.indexOf(placeholder), 'latin1');
  return copy;
}
