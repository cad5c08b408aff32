import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Measurement, Task } from './bench.types.ts';

const commandLine = fileURLToPath(new URL('../server/cli.ts', import.meta.url));

/**
 * The same file through the whole product: copied into the content store, hashed, imported by the worker process, rows committed. Its time
 * holds more than the import; it is here for the memory of all processes together.
 */
export async function importThroughAppliance({ input, out }: Task): Promise<Measurement> {
  const sightglass = (...args: string[]): Record<string, unknown> => {
    const printed = execFileSync(process.execPath, [commandLine, ...args, '--data', out, '--json'], { encoding: 'utf8' });
    return JSON.parse(printed) as Record<string, unknown>;
  };
  const { id } = sightglass('systems', 'create', '--name', 'Bench');
  const started = performance.now();
  const { acceptedRows } = sightglass('import', input, '--system', String(id));
  const ms = performance.now() - started;
  rmSync(out, { recursive: true, force: true });
  return { ms, isInChildren: true, work: { rows: Number(acceptedRows) } };
}
