import type { ComponentInput } from '../diagnosis-input.ts';
import type { Fault } from './fault.schema.ts';

/** True when a fault can occur in a system with these nameplates: a gear pump has no pistons to wear. */
export function isApplicable({ appliesTo }: Pick<Fault, 'appliesTo'>, components: readonly ComponentInput[]): boolean {
  if (!appliesTo) return true;
  const values = components
    .filter((component) => component.kind === appliesTo.componentKind)
    .flatMap((component) => {
      const value = component.nameplate[appliesTo.nameplate];
      return value === undefined ? [] : [String(value).toLowerCase()];
    });
  if (values.length === 0) return appliesTo.whenUnknown;
  const has = (value: string, words: readonly string[]) => words.some((word) => value.includes(word.toLowerCase()));
  return values.some(
    (value) => (!appliesTo.words || has(value, appliesTo.words)) && !(appliesTo.notWords && has(value, appliesTo.notWords)),
  );
}
