import { isAlike, measureOf } from './dimension.science.ts';
import { ExpressionFault, type Place } from './expression-node.ts';
import { parseExpression } from './expression-parser.ts';
import type { Plan, Typed } from './expression-plan.ts';
import { converted, type NamedChannel, typeExpression } from './expression-typing.ts';

/** An expression that can be computed: `plan` gives values in `unit`. */
export interface CheckedExpression {
  readonly plan: Plan;
  readonly unit: string;
  /** Whether a temperature or pressure is a difference, which has no zero of its own. */
  readonly isDifference: boolean;
  /** Indexes of the channels it uses, each once. */
  readonly channels: readonly number[];
}

const longestUnit = 20;

/** Reads, checks and converts into the wanted unit. @throws ExpressionFault with a position in the text */
export function checkExpression(text: string, channels: readonly NamedChannel[], wantedUnit?: string): CheckedExpression {
  const whole: Place = { from: 0, to: text.length };
  const typed = typeExpression(parseExpression(text), channels);
  const used = channelsOf(typed.plan);
  if (used.length === 0) throw new ExpressionFault('The expression names no channel: it would be the same at all times.', whole);
  const { weight, name } = typed.measure;
  if (weight !== 0 && weight !== 1) throw new ExpressionFault(`Readings in ${name} can be subtracted or averaged, not added up.`, whole);
  if (wantedUnit !== undefined) return { ...inUnit(typed, wantedUnit, whole), isDifference: weight === 0, channels: used };
  if (name.length > longestUnit)
    throw new ExpressionFault('The unit of the result has no short name. Divide by a constant with a unit, such as 1 bar.', whole);
  return { plan: typed.plan, unit: name, isDifference: weight === 0, channels: used };
}

function inUnit({ plan, measure }: Typed, wanted: string, place: Place): { plan: Plan; unit: string } {
  // Only a temperature has the same units for differences as for readings; absolute pressure is another thing than a pressure.
  const target = measureOf(wanted, measure.weight === 0 && measure.name === 'K');
  if (!isAlike(target.measure, measure))
    throw new ExpressionFault(`The result is in ${measure.name || 'plain numbers'}: it cannot be given in ${wanted}.`, place);
  if (target.measure.weight !== measure.weight)
    throw new ExpressionFault(
      `The result is a ${measure.weight === 0 ? 'difference' : 'reading'} in ${measure.name}, ${wanted} is not.`,
      place,
    );
  const scale = measure.scale / target.measure.scale / target.factor;
  return { plan: converted(plan, Math.abs(scale - 1) < 1e-12 ? 1 : scale, -target.offset / target.factor || 0), unit: wanted.trim() };
}

function channelsOf(plan: Plan): number[] {
  switch (plan.kind) {
    case 'constant':
      return [];
    case 'channel':
      return [plan.index];
    case 'apply':
      return [...new Set(plan.args.flatMap(channelsOf))];
    default:
      return channelsOf(plan.of);
  }
}
