// `npm run fuzz [-- --files N --seed N]`: the long run. What fails is written to .cache/fuzz/ to be looked at.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzzFile } from './fuzz-file.ts';
import { fuzz } from './fuzz-run.ts';
import { seedFiles } from './seed-files.ts';

const { values } = parseArgs({ options: { files: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } } });
const [files, seed] = [Number(values.files), Number(values.seed)];
// Much of an import is waiting for the disk: twice as many processes as cores.
const started = performance.now();
const result = await fuzz({ files, seed, processes: 2 * cpus().length, log: (line) => console.log(line) });
const folder = fileURLToPath(new URL('../../.cache/fuzz/', import.meta.url));
mkdirSync(folder, { recursive: true });
const seeds = await seedFiles();
for (const { index, what } of result.failures) {
  const { name, bytes } = fuzzFile(seed, index, seeds);
  writeFileSync(`${folder}${seed}-${index}-${name}`, bytes);
  console.log(`\n${seed}-${index}-${name}: ${what}`);
}
const { outcomes, failures, peakRssMb, slowestMs } = result;
console.log(
  JSON.stringify(
    { seed, files: result.files, outcomes, failures: failures.length, peakRssMb, slowestMs, seconds: (performance.now() - started) / 1000 },
    null,
    2,
  ),
);
process.exitCode = failures.length === 0 ? 0 : 1;
