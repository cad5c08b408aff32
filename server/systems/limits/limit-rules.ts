import { Problem } from '../../platform/problem.ts';
import type { Channel } from '../system.schema.ts';
import { parseUnit } from '../units.ts';
import type { Limit, LimitCondition, SignalWindow } from './limit.schema.ts';

/** What the product can compute: indicator id to its unit. */
export type KnownIndicators = ReadonlyMap<string, { readonly unit: string }>;

type Wording = Pick<
  Limit,
  'warningLow' | 'warningHigh' | 'alarmLow' | 'alarmHigh' | 'healthy' | 'deadband' | 'conditions' | 'operatingPoint'
>;

/** @throws Problem `limit-empty`, `limit-order`, `limit-deadband`, `limit-condition`: a limit that contradicts itself would look like protection */
export function assertLimit(limit: Wording): void {
  const { alarmLow, warningLow, warningHigh, alarmHigh, deadband } = limit;
  const inOrder = [alarmLow, warningLow, warningHigh, alarmHigh].filter((value) => value !== null);
  if (inOrder.length === 0 && limit.healthy === null)
    throw new Problem('limit-empty', 422, 'A limit needs at least one value, or a healthy value');
  if (inOrder.some((value, index) => index > 0 && value <= (inOrder[index - 1] as number)))
    throw new Problem('limit-order', 422, 'The limit values contradict each other', {
      detail: 'They must rise in this order: alarm low, warning low, warning high, alarm high.',
    });
  const low = warningLow ?? alarmLow;
  const high = warningHigh ?? alarmHigh;
  if (deadband !== null && low !== null && high !== null && !(low + deadband < high - deadband))
    throw new Problem('limit-deadband', 422, 'The deadband is wider than the healthy range', {
      detail: `Between ${low} and ${high} no value could ever come back to normal.`,
      errors: [{ pointer: '#/deadband', detail: `must be less than ${(high - low) / 2}` }],
    });
  assertConditions(limit.conditions);
  assertWindows(limit.operatingPoint?.within ?? [], '#/operatingPoint/within');
  assertWindows(limit.healthy?.within ?? [], '#/healthy/within');
}

function assertConditions(conditions: readonly LimitCondition[]): void {
  for (const kind of ['regime', 'held'] as const)
    if (conditions.filter((condition) => condition.kind === kind).length > 1)
      throw contradiction('#/conditions', `names the condition "${kind}" more than once`);
  if (conditions.length === 1 && conditions[0]?.kind === 'held')
    throw contradiction('#/conditions', 'names how long conditions must have held, but no other condition');
  assertWindows(
    conditions.filter((condition) => condition.kind === 'signal'),
    '#/conditions',
  );
}

/** @throws Problem `limit-condition`: windows in which nothing could ever lie */
export function assertWindows(windows: readonly SignalWindow[], pointer: string): void {
  if (new Set(windows.map(({ signal }) => signal)).size < windows.length) throw contradiction(pointer, 'names a signal more than once');
  for (const { signal, unit, atLeast, atMost } of windows) {
    if (parseUnit(unit) === null) throw contradiction(pointer, `gives ${signal} in "${unit}", which is no known unit`);
    if (atLeast === null && atMost === null) throw contradiction(pointer, `gives no bound for ${signal}`);
    if (atLeast !== null && atMost !== null && atLeast >= atMost)
      throw contradiction(pointer, `gives ${signal} a window from ${atLeast} to ${atMost}, in which nothing lies`);
  }
}

function contradiction(pointer: string, detail: string): Problem {
  return new Problem('limit-condition', 422, 'The conditions of the limit contradict themselves', { errors: [{ pointer, detail }] });
}

/** @throws Problem `channel-not-found`, `indicator-not-found`, `unit-does-not-fit`: a limit that could never be applied */
export function assertSubject(
  limit: Pick<Limit, 'subjectType' | 'subject' | 'unit'>,
  known: { channels: readonly Channel[]; indicators: KnownIndicators },
): void {
  const channel = known.channels.find(({ id }) => id === limit.subject);
  if (limit.subjectType === 'channel' && !channel)
    throw new Problem('channel-not-found', 404, 'This system has no such channel', {
      errors: [{ pointer: '#/subject', detail: 'is not the id of a channel of this system' }],
    });
  const indicator = known.indicators.get(limit.subject);
  if (limit.subjectType === 'indicator' && !indicator)
    throw new Problem('indicator-not-found', 404, 'There is no such indicator', {
      detail: `"${limit.subject}" is not computed. The list of indicators names those that are.`,
      errors: [{ pointer: '#/subject', detail: 'is not the id of an indicator' }],
    });
  const unit = limit.subjectType === 'channel' ? channel?.unit : indicator?.unit;
  if (unit !== limit.unit)
    throw new Problem('unit-does-not-fit', 422, 'The limit is in another unit than what it watches', {
      errors: [{ pointer: '#/unit', detail: `must be ${unit}, the unit of ${channel?.name ?? limit.subject}` }],
    });
}
