import { compareDiagnoses } from '../diagnostics/comparisons/comparison.ts';
import { type Command, parse, withAppliance } from './command.ts';

export const compareCommand: Command = {
  usage: 'compare BEFORE AFTER (two diagnosed recordings)',
  async run(args, { output }) {
    const { values, positionals } = parse(args, {}, { least: 2, most: 2 });
    const [before, after] = positionals as [string, string];
    await withAppliance(values.data, async ({ diagnoses }) => {
      const comparison = compareDiagnoses(await diagnoses.getLatest(before), await diagnoses.getLatest(after));
      const lines = comparison.indicators.map(({ name, outcome, because }) => `  ${name}: ${outcome}; ${because}`);
      output.result([comparison.sentence, ...lines].join('\n'), comparison);
    });
  },
};
