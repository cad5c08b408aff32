import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchList, loadBench } from './bench-list.ts';
import { machineName, table } from './report.ts';
import { runBench } from './runner.ts';

/** `npm run bench [-- NAME …] [--mb N] [--runs N] [--save]`: figures beside peers; `--save` keeps them in results/NAME.json. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { mb: { type: 'string' }, runs: { type: 'string', default: '5' }, save: { type: 'boolean', default: false } },
});
const folder = fileURLToPath(new URL('../.cache/bench/', import.meta.url));
const runs = Number(values.runs);

for (const name of positionals.length > 0 ? positionals : Object.keys(benchList)) {
  const bench = await loadBench(name);
  const missing = bench.missing?.();
  if (missing !== undefined) {
    process.stdout.write(`\n== ${name}: left out. ${missing}\n`);
    continue;
  }
  const results = await runBench(name, bench, { folder, runs, ...(values.mb === undefined ? {} : { megabytes: Number(values.mb) }) });
  process.stdout.write(`\n== ${name}: ${bench.title}\n${machineName()}, n=${runs} alternating, medians\n`);
  for (const result of results) process.stdout.write(table(result));
  if (!values.save) continue;
  const tasks = results.map(({ task, summaries, figures }) => ({ task: task.label, inputBytes: task.inputBytes, figures, summaries }));
  const record = { bench: name, title: bench.title, measuredAt: new Date().toISOString(), machine: machineName(), runs, tasks };
  writeFileSync(fileURLToPath(new URL(`results/${name}.json`, import.meta.url)), `${JSON.stringify(record, null, 2)}\n`);
}
