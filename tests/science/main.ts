// `npm run science`: every figure that was promised, measured, in one table. One subject: npm run science -- models
import { type Figure, formatTable, type Study } from './figure.ts';
import { simulator } from './simulator.study.ts';
import { skab } from './skab.study.ts';
import { speed } from './speed.study.ts';
import { uciModels } from './uci-models.study.ts';
import { uciPhysics } from './uci-physics.study.ts';

const studies: readonly Study[] = [uciModels, uciPhysics, skab, simulator, speed];

const wanted = process.argv[2]?.toLowerCase();
const figures: Figure[] = [];
let missing = 0;
for (const study of studies.filter(({ name }) => wanted === undefined || name.toLowerCase().includes(wanted))) {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  say(study.name);
  const found = await study.run(say);
  if (found) figures.push(...found);
  else missing++;
}
process.stdout.write(`${formatTable(figures)}\n`);
if (missing > 0) process.stdout.write(`\n${missing} of ${studies.length} subjects could not be measured: their data are not there.\n`);
process.exitCode = figures.length > 0 && figures.every(({ isReached }) => isReached) ? 0 : 1;
