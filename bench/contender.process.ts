// One run of one contender: `node contender.process.ts BENCH CONTENDER TASK-AS-JSON`; the last line printed is a measurement as JSON.
import type { Task } from './bench.types.ts';
import { loadBench } from './bench-list.ts';

const [name = '', contender = '', task = ''] = process.argv.slice(2);
const run = (await loadBench(name)).contenders[contender];
if (run === undefined) throw new Error(`Bench "${name}" has no contender "${contender}".`);
const measurement = await run(JSON.parse(task) as Task);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
process.stdout.write(`${JSON.stringify({ cpuSeconds, ...measurement, ownRssMb: maxRSS / 1024 })}\n`);
