import type { Measure } from './dimension.science.ts';

/** What happens to each sample on its own, in the order of the arguments. */
export type Operation =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'power'
  | 'less'
  | 'less-or-equal'
  | 'equal'
  | 'not-equal'
  | 'negate'
  | 'abs'
  | 'sqrt'
  | 'min'
  | 'max'
  | 'clamp'
  | 'if'
  | 'convert';

/** What looks at samples before this one. Windows and delays in ms. */
export type Memory =
  | { readonly name: 'mean'; readonly ms: number }
  | { readonly name: 'delay'; readonly ms: number }
  | { readonly name: 'derivative' }
  | { readonly name: 'integral' };

/**
 * A checked expression, ready to be computed: plain data, so that it can be sent to a worker. Every value stands in the unit of its
 * measure; `convert` multiplies by `factor` and adds `offset`.
 */
export type Plan =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'channel'; readonly index: number }
  | { readonly kind: 'apply'; readonly operation: Exclude<Operation, 'convert'>; readonly args: readonly Plan[] }
  | { readonly kind: 'convert'; readonly of: Plan; readonly factor: number; readonly offset: number }
  | { readonly kind: 'memory'; readonly memory: Memory; readonly of: Plan };

/** A plan with what it measures. `constant`: its value where it is the same for all samples. */
export interface Typed {
  readonly plan: Plan;
  readonly measure: Measure;
  readonly constant: number | null;
}
