/** Where something stands in the text of an expression: `[from, to)` in UTF-16 units, as editors count. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** What is wrong with an expression, and where. For the person who writes it. */
export class ExpressionFault extends Error {
  override name = 'ExpressionFault';
  readonly place: Place;
  constructor(message: string, { from, to }: Place) {
    super(message);
    this.place = { from, to };
  }
}

export const binaryOperators = ['+', '-', '*', '/', '^', '<', '<=', '>', '>=', '==', '!='] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

export const functionNames = ['abs', 'sqrt', 'min', 'max', 'clamp', 'if', 'mean', 'derivative', 'integral', 'delay'] as const;
export type FunctionName = (typeof functionNames)[number];

/** An expression as it was written. A closed list of shapes: whatever is not here cannot be evaluated. */
export type ExpressionNode = Place &
  (
    | { readonly kind: 'number'; readonly value: number; readonly unit: string | null }
    | { readonly kind: 'channel'; readonly by: 'name' | 'index'; readonly word: string }
    | { readonly kind: 'negate'; readonly of: ExpressionNode }
    | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: ExpressionNode; readonly right: ExpressionNode }
    | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly ExpressionNode[] }
  );
