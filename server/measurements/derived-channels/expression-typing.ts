import { isAlike, isPlain, type Measure, measureOf, named, plain, power, product } from './dimension.science.ts';
import { applyOnce } from './elementwise.ts';
import { ExpressionFault, type ExpressionNode, type FunctionName, type Place } from './expression-node.ts';
import type { Operation, Plan, Typed } from './expression-plan.ts';

/** A channel that an expression may name. */
export interface NamedChannel {
  readonly index: number;
  readonly name: string;
  readonly unit: string;
  readonly quantity: string;
}

type Binary = Extract<ExpressionNode, { kind: 'binary' }>;
type Call = Extract<ExpressionNode, { kind: 'call' }>;
type Elementwise = Exclude<Operation, 'convert'>;

/** Checks names and units of an expression and turns it into a plan. @throws ExpressionFault */
export function typeExpression(node: ExpressionNode, channels: readonly NamedChannel[]): Typed {
  const type = (inner: ExpressionNode): Typed => typeExpression(inner, channels);
  switch (node.kind) {
    case 'number':
      return typeNumber(node.value, node.unit);
    case 'channel':
      return typeChannel(node, channels);
    case 'negate': {
      const of = type(node.of);
      return applied('negate', [of], { ...of.measure, weight: -of.measure.weight });
    }
    case 'binary':
      return typeBinary(node, type(node.left), type(node.right));
    case 'call':
      return typeCall(node, node.args.map(type));
  }
}

/** A number in K is a difference, as `+ 5 K` means it; in °C it is a temperature. */
function typeNumber(value: number, unit: string | null): Typed {
  const { measure, factor, offset } = measureOf(unit ?? '', unit?.trim() === 'K' || /^kelvin$/i.test(unit?.trim() ?? ''));
  const constant = value * factor + offset;
  return { plan: { kind: 'constant', value: constant }, measure, constant };
}

function typeChannel(node: Extract<ExpressionNode, { kind: 'channel' }>, channels: readonly NamedChannel[]): Typed {
  const named = channels.filter((channel) => (node.by === 'index' ? channel.index === Number(node.word) : channel.name === node.word));
  const [channel] = named;
  if (!channel) throw new ExpressionFault(`The recording has no channel ${node.by === 'index' ? node.word : `"${node.word}"`}.`, node);
  if (named.length > 1) {
    const words = named.map(({ index }) => `ch${index}`).join(' or ');
    throw new ExpressionFault(`Several channels are called "${node.word}". Write ${words}.`, node);
  }
  const { measure, factor, offset } = measureOf(channel.unit, channel.quantity.endsWith('-difference'));
  return { plan: converted({ kind: 'channel', index: channel.index }, factor, offset), measure, constant: null };
}

const comparisons: Readonly<Record<string, { operation: Elementwise; isSwapped?: boolean }>> = {
  '<': { operation: 'less' },
  '<=': { operation: 'less-or-equal' },
  '>': { operation: 'less', isSwapped: true },
  '>=': { operation: 'less-or-equal', isSwapped: true },
  '==': { operation: 'equal' },
  '!=': { operation: 'not-equal' },
};

function typeBinary(node: Binary, left: Typed, right: Typed): Typed {
  const { operator } = node;
  if (operator === '+' || operator === '-') {
    const sign = operator === '+' ? 1 : -1;
    const [a, b] = alike(node, [left, right], operator === '+' ? 'added' : 'subtracted');
    const weight = a!.measure.weight + sign * b!.measure.weight;
    return applied(operator === '+' ? 'add' : 'subtract', [a!, b!], named({ ...a!.measure, weight: tidy(weight) }));
  }
  if (operator === '*' || operator === '/') return typeProduct(node, left, right);
  if (operator === '^') return typePower(node, left, right);
  const { operation, isSwapped = false } = comparisons[operator]!;
  const [a, b] = alike(node, [left, right], 'compared');
  sameZero(node, [a!, b!], 'compared');
  return applied(operation, isSwapped ? [b!, a!] : [a!, b!], plain);
}

function typeProduct(node: Binary, left: Typed, right: Typed): Typed {
  const operation = node.operator === '*' ? 'multiply' : 'divide';
  const sign = operation === 'multiply' ? 1 : -1;
  // Half of a temperature is a step on the way to a mean: the weight goes with the number.
  const [scaled, by] = right.constant !== null && isPlain(right.measure) ? [left, right] : [right, left];
  const isByNumber = by.constant !== null && isPlain(by.measure) && by.measure.scale === 1 && (sign === 1 || by === right);
  if (isByNumber && scaled.measure.weight !== 0) {
    const share = sign === 1 ? by.constant! : 1 / by.constant!;
    return applied(operation, [left, right], named({ ...scaled.measure, weight: tidy(scaled.measure.weight * share) }));
  }
  for (const [side, place] of [
    [left, node.left],
    [right, node.right],
  ] as const)
    if (side.measure.weight !== 0) assertTrueZero(side, place);
  const { measure, factor } = product(withoutZero(left), withoutZero(right), sign);
  // A percentage of a plain number, or a multiple of a percentage, stays what it was.
  if (isPlain(measure) && isByNumber) return applied(operation, [left, right], scaled.measure);
  return rescaled(applied(operation, [left, right], measure), factor);
}

function typePower(node: Binary, left: Typed, right: Typed): Typed {
  if (!isPlain(right.measure) || right.measure.scale !== 1) throw new ExpressionFault('An exponent is a plain number.', node.right);
  if (left.measure.weight !== 0) assertTrueZero(left, node.left);
  if (isPlain(left.measure)) return applied('power', [toPlain(left), right], plain);
  if (right.constant === null)
    throw new ExpressionFault(
      `The exponent of a value in ${left.measure.name} must be a number, or the unit would change with time.`,
      node.right,
    );
  const { measure, factor } = power(withoutZero(left), right.constant);
  return rescaled(applied('power', [left, right], measure), factor);
}

const argumentCounts: Readonly<Record<FunctionName, readonly [least: number, most: number, usage: string]>> = {
  abs: [1, 1, 'abs(x)'],
  sqrt: [1, 1, 'sqrt(x)'],
  min: [2, 16, 'min(x, y)'],
  max: [2, 16, 'max(x, y)'],
  clamp: [3, 3, 'clamp(x, low, high)'],
  if: [3, 3, 'if(condition, then, else)'],
  mean: [2, 2, 'mean(x, 5 s)'],
  derivative: [1, 1, 'derivative(x)'],
  integral: [1, 1, 'integral(x)'],
  delay: [2, 2, 'delay(x, 0.5 s)'],
};

function typeCall(node: Call, args: readonly Typed[]): Typed {
  const [least, most, usage] = argumentCounts[node.name];
  if (args.length < least || args.length > most) throw new ExpressionFault(`${node.name} is used like this: ${usage}.`, node);
  const first = args[0]!;
  switch (node.name) {
    case 'abs':
      return applied('abs', [first], first.measure);
    case 'sqrt': {
      assertTrueZero(first, node.args[0]!);
      const { measure, factor } = power(withoutZero(first), 0.5);
      return rescaled(applied('sqrt', [first], measure), factor);
    }
    case 'min':
    case 'max':
    case 'clamp': {
      const same = alike(node, args, 'compared');
      sameZero(node, same, 'compared');
      return applied(node.name, same, same[0]!.measure);
    }
    case 'if': {
      if (!isPlain(first.measure)) throw new ExpressionFault('A condition is a comparison, such as x > 5 bar.', node.args[0]!);
      const branches = alike({ ...node, args: node.args.slice(1) }, args.slice(1), 'chosen from');
      sameZero(node, branches, 'chosen from');
      return applied('if', [first, ...branches], branches[0]!.measure);
    }
    default:
      return typeMemory(node, args);
  }
}

const longestWindowS = 3600;

function typeMemory(node: Call, args: readonly Typed[]): Typed {
  const of = args[0]!;
  if (of.constant !== null) throw new ExpressionFault(`${node.name} needs a channel: a number does not change.`, node.args[0]!);
  const remember = (memory: Extract<Plan, { kind: 'memory' }>['memory']): Plan => ({ kind: 'memory', memory, of: of.plan });
  if (node.name === 'mean' || node.name === 'delay')
    return { plan: remember({ name: node.name, ms: windowMs(args[1]!, node.args[1]!) }), measure: of.measure, constant: null };
  const second: Measure = { dimensions: { s: 1 }, scale: 1, weight: 0, name: 's' };
  if (node.name === 'integral') assertTrueZero(of, node.args[0]!);
  const { measure, factor } = product(withoutZero(of), second, node.name === 'integral' ? 1 : -1);
  const plan = remember({ name: node.name === 'integral' ? 'integral' : 'derivative' });
  return rescaled({ plan, measure, constant: null }, factor);
}

function windowMs(window: Typed, place: Place): number {
  const seconds = window.constant;
  if (seconds === null || window.measure.name !== 's')
    throw new ExpressionFault('A length of time is a number with its unit, such as 5 s.', place);
  if (!(seconds > 0) || seconds > longestWindowS)
    throw new ExpressionFault(`A length of time lies between 0 and ${longestWindowS} s.`, place);
  return seconds * 1000;
}

/** All in the unit of the first, or the fault says which one does not fit. */
function alike(node: Binary | Call, args: readonly Typed[], what: string): Typed[] {
  const places = node.kind === 'binary' ? [node.left, node.right] : node.args;
  const first = args[0]!;
  return args.map((arg, i) => {
    // 5 + 5 % could mean two things.
    const isSame = isAlike(arg.measure, first.measure) && (!isPlain(arg.measure) || arg.measure.scale === first.measure.scale);
    if (!isSame) throw new ExpressionFault(`${nameOf(first)} and ${nameOf(arg)} cannot be ${what}.${hintFor(first, arg)}`, places[i]!);
    if (arg.measure.scale === first.measure.scale) return arg;
    return rescaled({ ...arg, measure: { ...first.measure, weight: arg.measure.weight } }, arg.measure.scale / first.measure.scale);
  });
}

function hintFor(a: Typed, b: Typed): string {
  const number = a.constant !== null ? a : b.constant !== null ? b : undefined;
  const other = number === a ? b : a;
  return number && number.measure.name === '' ? ` Write the number with its unit: ${number.constant} ${other.measure.name}.` : '';
}

function sameZero(node: Place, args: readonly Typed[], what: string): void {
  const odd = args.find((arg) => arg.measure.weight !== args[0]!.measure.weight);
  if (odd)
    throw new ExpressionFault(`${nameOf(args[0]!)} and ${nameOf(odd)} cannot be ${what}: one is a reading, the other a difference.`, node);
}

/** The zero of absolute pressure is real, that of °C is not: twice 20 °C is nothing. */
function assertTrueZero({ measure }: Typed, place: Place): void {
  if (measure.weight !== 0 && measure.dimensions.K !== undefined)
    throw new ExpressionFault(
      'A temperature in °C cannot be multiplied: its zero is arbitrary. Use a difference, such as x - 20 °C.',
      place,
    );
}

function withoutZero({ measure }: Typed): Measure {
  return named({ ...measure, weight: 0 });
}

function toPlain(typed: Typed): Typed {
  return typed.measure.scale === 1 ? typed : rescaled({ ...typed, measure: plain }, typed.measure.scale);
}

function nameOf({ measure }: Typed): string {
  return measure.name === '' ? 'a plain number' : measure.name;
}

function applied(operation: Elementwise, args: readonly Typed[], measure: Measure): Typed {
  const constants = args.map(({ constant }) => constant);
  const plan: Plan = { kind: 'apply', operation, args: args.map((arg) => arg.plan) };
  if (constants.some((constant) => constant === null)) return { plan, measure, constant: null };
  const value = applyOnce(operation, constants as number[]);
  return { plan: { kind: 'constant', value }, measure, constant: value };
}

function rescaled(typed: Typed, factor: number): Typed {
  if (Math.abs(factor - 1) < 1e-12) return typed;
  if (typed.constant === null) return { ...typed, plan: converted(typed.plan, factor, 0) };
  return { ...typed, plan: { kind: 'constant', value: typed.constant * factor }, constant: typed.constant * factor };
}

export function converted(of: Plan, factor: number, offset: number): Plan {
  return factor === 1 && offset === 0 ? of : { kind: 'convert', of, factor, offset };
}

/** Thirds and sevenths add up to one again. */
function tidy(weight: number): number {
  const near = Math.round(weight);
  return Math.abs(weight - near) < 1e-9 ? near : weight;
}
