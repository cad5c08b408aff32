import type { HealthLine } from '../diagnostics/outlooks/outlook.schema.ts';
import { type Command, parse, withAppliance } from './command.ts';

export const healthCommand: Command = {
  usage: 'health SYSTEM',
  async run(args, { output }) {
    const { values, positionals } = parse(args, {}, { least: 1, most: 1 });
    await withAppliance(values.data, async ({ outlooks }) => {
      const lines: HealthLine[] = [];
      for (let cursor: string | undefined; ; ) {
        const { items, next } = await outlooks.getHealth(positionals[0] as string, cursor === undefined ? {} : { cursor });
        lines.push(...items);
        if (next === undefined) break;
        cursor = next;
      }
      output.result(lines.map(describe).join('\n') || 'No recording of this system has been diagnosed yet.', lines);
    });
  },
};

function describe({ name, unit, points, remainingLife }: HealthLine): string {
  const newest = points.at(-1);
  const value = newest ? `${+newest.value.toPrecision(4)} ${unit}, ${newest.state}` : 'no dated value';
  return `${name}: ${value} (${points.length} recordings). ${outlookOf(remainingLife)}`;
}

function outlookOf(life: HealthLine['remainingLife']): string {
  if (life.kind === 'reached') return `Limit reached: ${life.because}.`;
  if (life.kind === 'no-basis') return `No outlook: ${life.because}; it would need ${life.wouldNeed}.`;
  const latest = life.latest === null ? 'or much later' : `to ${life.latest.slice(0, 10)}`;
  return `Limit ${life.limit} expected from ${life.earliest.slice(0, 10)} ${latest}, if ${life.assumptions.join(', ')}.`;
}
