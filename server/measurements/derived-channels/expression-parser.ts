import jsep from 'jsep';
import { parseUnit } from '../../systems/units.ts';
import {
  type BinaryOperator,
  binaryOperators,
  ExpressionFault,
  type ExpressionNode,
  type FunctionName,
  functionNames,
  type Place,
} from './expression-node.ts';

/**
 * Text becomes a tree by jsep, a parser that evaluates nothing; then every node is copied into one of our own few shapes or refused. So
 * there is no property access, no call outside the list and no name but those of channels, whatever the parser may learn one day.
 */
export const longestExpression = 1000;
const mostNodes = 300;
const deepest = 60;

type Parsed = jsep.Expression & Partial<Place> & { unit?: string };
type Starts = number[];

const starts = new WeakMap<jsep.HookScope, Starts>();

prepareGrammar();

/** jsep keeps its grammar in one place for the whole process; nobody else uses it here. */
function prepareGrammar(): void {
  jsep.removeAllBinaryOps();
  jsep.removeAllUnaryOps();
  jsep.removeAllLiterals();
  for (const [operators, precedence] of [
    [['==', '!='], 6],
    [['<', '>', '<=', '>='], 7],
    [['+', '-'], 9],
    [['*', '/'], 10],
  ] as const)
    for (const operator of operators) jsep.addBinaryOp(operator, precedence);
  jsep.addBinaryOp('^', 11, true);
  jsep.addUnaryOp('-');
  jsep.addUnaryOp('+');
  // jsep tells no positions: every token notes where it began and, once read, where it ended.
  jsep.hooks.add('gobble-token', function (env) {
    const mine = starts.get(this) ?? [];
    starts.set(this, mine);
    mine.push(this.index);
    const number = readNumber(this);
    if (number) env.node = number;
  });
  jsep.hooks.add('after-token', function (env) {
    const from = starts.get(this)?.pop() ?? 0;
    // It has looked behind spaces for a point or bracket.
    if (env.node) Object.assign(env.node, { from, to: from + this.expr.slice(from, this.index).trimEnd().length });
  });
}

/** A number, with its unit behind it when there is one: `5 bar`, `0.5 l/min`, `3e-2`. */
function readNumber(scope: jsep.HookScope): Parsed | undefined {
  const raw = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/.exec(scope.expr.slice(scope.index))?.[0];
  if (raw === undefined) return undefined;
  scope.index += raw.length;
  const unit = unitBehind(scope.expr.slice(scope.index));
  scope.index += unit?.length ?? 0;
  return { type: 'Literal', value: Number(raw), raw, ...(unit === undefined ? {} : { unit: unit.text }) };
}

/** The longest text that is a unit; a word before a bracket is a function. */
function unitBehind(rest: string): { text: string; length: number } | undefined {
  const [all, space, word] = /^(\s*)([\p{L}%°²³µμ⁻¹·/0-9]{1,16})/u.exec(rest) ?? [];
  if (all === undefined || space === undefined || word === undefined || /^[/0-9]/.test(word)) return undefined;
  for (let length = word.length; length > 0; length--) {
    const text = word.slice(0, length);
    const next = rest.slice(space.length + length);
    if (/^[\p{L}\p{N}_²³]/u.test(next) || /^\s*\(/.test(next)) continue;
    if (parseUnit(text)) return { text, length: space.length + length };
  }
  return undefined;
}

/** @throws ExpressionFault with the position of what is wrong */
export function parseExpression(text: string): ExpressionNode {
  if (text.length > longestExpression)
    throw new ExpressionFault(`The expression is longer than ${longestExpression} characters.`, {
      from: longestExpression,
      to: text.length,
    });
  if (text.trim() === '') throw new ExpressionFault('The expression is empty.', { from: 0, to: text.length });
  const tree = readTree(text);
  const budget = { nodes: mostNodes };
  return toNode(tree, { text, budget, depth: 0 });
}

function readTree(text: string): Parsed {
  try {
    return jsep(text) as Parsed;
  } catch (error) {
    const { index = 0, description = 'This is not an expression' } = error as { index?: number; description?: string };
    // A stack that is exhausted by brackets has no position.
    const message = error instanceof RangeError ? 'There are too many brackets inside each other' : description;
    throw new ExpressionFault(`${message}.`, { from: Math.min(index, text.length), to: Math.min(index + 1, text.length) });
  }
}

interface Copying {
  readonly text: string;
  readonly budget: { nodes: number };
  readonly depth: number;
}

function toNode(parsed: Parsed, copying: Copying): ExpressionNode {
  const place = placeOf(parsed, copying.text);
  if (--copying.budget.nodes < 0) throw new ExpressionFault(`The expression has more than ${mostNodes} parts.`, place);
  if (copying.depth > deepest) throw new ExpressionFault(`Brackets stand more than ${deepest} deep inside each other.`, place);
  const inner = { ...copying, depth: copying.depth + 1 };
  switch (parsed.type) {
    case 'Literal':
      return toLiteral(parsed, place);
    case 'Identifier':
      return toWord(String(parsed.name), place);
    case 'UnaryExpression':
      return parsed.operator === '-'
        ? { kind: 'negate', of: toNode(parsed.argument as Parsed, inner), ...place }
        : toNode(parsed.argument as Parsed, inner);
    case 'BinaryExpression':
      return toBinary(parsed, place, inner);
    case 'CallExpression':
      return toCall(parsed, place, inner);
    default:
      throw new ExpressionFault(refusals[parsed.type] ?? 'This cannot stand in an expression.', place);
  }
}

const refusals: Readonly<Record<string, string>> = {
  MemberExpression: 'A point or square bracket behind a name means nothing here. Write channel names in quotes.',
  ThisExpression: '"this" means nothing here. Write channel names in quotes.',
  Compound: 'Two expressions stand side by side. An operator is missing, or a decimal comma stands where a point is needed.',
  SequenceExpression: 'A comma stands where none is expected. Decimals are written with a point.',
  ArrayExpression: 'Square brackets mean nothing here.',
};

function toLiteral({ value, unit }: Parsed, place: Place): ExpressionNode {
  if (typeof value === 'string') return { kind: 'channel', by: 'name', word: value, ...place };
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ExpressionFault('This number is too large.', place);
  return { kind: 'number', value, unit: unit ?? null, ...place };
}

function toWord(word: string, place: Place): ExpressionNode {
  const index = /^ch(\d{1,6})$/.exec(word)?.[1];
  if (index !== undefined) return { kind: 'channel', by: 'index', word: index, ...place };
  const isFunction = (functionNames as readonly string[]).includes(word);
  const hint = isFunction ? `"${word}" is a function: brackets must follow.` : `Write channel names in quotes: '${word}'.`;
  throw new ExpressionFault(`The word "${word}" is not known. ${hint}`, place);
}

function toBinary(parsed: Parsed, place: Place, inner: Copying): ExpressionNode {
  const operator = binaryOperators.find((known) => known === parsed.operator) as BinaryOperator | undefined;
  if (!operator) throw new ExpressionFault(`The operator ${String(parsed.operator)} is not known.`, place);
  const [written, right] = [parsed.left as Parsed, toNode(parsed.right as Parsed, inner)];
  const left = toNode(written, inner);
  // As in mathematics -x^2 is -(x^2); jsep takes the sign to the x, unless there are brackets.
  if (operator === '^' && left.kind === 'negate' && inner.text[left.from] === '-')
    return { kind: 'negate', of: { kind: 'binary', operator, left: left.of, right, ...place }, ...place };
  return { kind: 'binary', operator, left, right, ...place };
}

function toCall(parsed: Parsed, place: Place, inner: Copying): ExpressionNode {
  const callee = parsed.callee as Parsed;
  const name = functionNames.find((known) => callee.type === 'Identifier' && known === callee.name) as FunctionName | undefined;
  if (!name) throw new ExpressionFault(`There is no such function. There are: ${functionNames.join(', ')}.`, place);
  return { kind: 'call', name, args: (parsed.arguments as Parsed[]).map((arg) => toNode(arg, inner)), ...place };
}

/** jsep builds binary nodes itself, out of tokens that know their place. */
function placeOf({ from, to, left, right, body }: Parsed, text: string): Place {
  if (from !== undefined && to !== undefined) return { from, to };
  if (left && right) return { from: placeOf(left as Parsed, text).from, to: placeOf(right as Parsed, text).to };
  const second = Array.isArray(body) ? (body[1] as Parsed | undefined) : undefined;
  return second ? placeOf(second, text) : { from: 0, to: text.length };
}
