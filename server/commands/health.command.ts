import type { ComponentHealth } from '../diagnostics/outlooks/component-grade.schema.ts';
import type { HealthLine } from '../diagnostics/outlooks/outlook.schema.ts';
import { type Command, parse, withAppliance } from './command.ts';
import { all } from './systems.command.ts';

export const healthCommand: Command = {
  usage: 'health SYSTEM [--components]   (indicators over the recordings; with --components a grade per component)',
  async run(args, { output }) {
    const { values, positionals } = parse(args, { components: { type: 'boolean' } }, { least: 1, most: 1 });
    const systemId = positionals[0] as string;
    await withAppliance(values.data, async ({ outlooks }) => {
      if (values.components === true) {
        const components = await all((cursor) => outlooks.listComponents(systemId, { limit: 500, ...cursor }));
        return output.result(components.map(describeComponent).join('\n') || 'Nothing is known of any component yet.', components);
      }
      const lines: HealthLine[] = [];
      for (let cursor: string | undefined; ; ) {
        const { items, next } = await outlooks.getHealth(systemId, cursor === undefined ? {} : { cursor });
        lines.push(...items);
        if (next === undefined) break;
        cursor = next;
      }
      output.result(lines.map(describe).join('\n') || 'No recording of this system has been diagnosed yet.', lines);
    });
  },
};

function describeComponent({ component, names, grade, since, points }: ComponentHealth): string {
  const reasons = (points.at(-1)?.reasons ?? []).map(({ name, state, value, unit, because }) =>
    because === null
      ? `${name} ${value === null ? '' : `${+value.toPrecision(4)} ${unit} `}${state}`
      : `${name} not computable: ${because}`,
  );
  const time = since === null ? '' : ` since ${since.slice(0, 10)}`;
  return `${[component, ...names].join(', ')}: ${grade}${time} (${reasons.join('; ') || 'nothing was measured on it'})`;
}

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
