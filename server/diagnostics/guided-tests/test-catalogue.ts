import { blowDown } from './blow-down.ts';
import { caseDrain } from './case-drain.ts';
import { cooler } from './cooler.ts';
import type { TestDefinition } from './definition.ts';
import { pumpCurve } from './pump-curve.ts';
import { valveTiming } from './valve-timing.ts';

export const guidedTests: readonly TestDefinition[] = [pumpCurve, caseDrain, blowDown, valveTiming, cooler];

export function findTest(id: string): TestDefinition | undefined {
  return guidedTests.find((test) => test.id === id);
}
