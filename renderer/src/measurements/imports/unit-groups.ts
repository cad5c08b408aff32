import type { ChannelSuggestion } from '../../../../server/measurements/mappings/mapping.schema.ts';
import type { Quantity } from '../../../../server/systems/signal.schema.ts';
import { quantityUnits } from '../../systems/quantity-units.ts';

/** Channels that are asked about together because they probably measure the same quantity. */
export interface UnitGroup {
  readonly quantity: Quantity | null;
  readonly names: readonly string[];
  /** Offered, nothing preset: the first ones are those that a name itself speaks of. */
  readonly units: readonly string[];
}

const ofSignals: readonly (readonly [RegExp, Quantity])[] = [
  [/^d?p_/, 'pressure'],
  [/^Q_/, 'flow'],
  [/^T_/, 'temperature'],
  [/^P_el$/, 'power'],
  [/^I_el$|^i_sol$/, 'current'],
  [/^n$/, 'speed'],
  [/^v/, 'vibration'],
  [/^[xL]$/, 'length'],
];

const everyUnit = [...new Set(Object.values(quantityUnits).flat())];

export function unitGroups(names: readonly string[], mapping: readonly ChannelSuggestion[]): UnitGroup[] {
  const groups = new Map<Quantity | null, string[]>();
  for (const name of names) {
    const signal = mapping.find((suggestion) => suggestion.name === name)?.candidates[0]?.signal ?? '';
    const quantity = ofSignals.find(([pattern]) => pattern.test(signal))?.[1] ?? null;
    groups.set(quantity, [...(groups.get(quantity) ?? []), name]);
  }
  return [...groups].map(([quantity, members]) => {
    const spoken = members.flatMap((name) =>
      everyUnit.filter((unit) =>
        name
          .toLowerCase()
          .split(/[^a-z/°%]+/)
          .includes(unit.toLowerCase()),
      ),
    );
    const usual = quantity === null ? everyUnit : quantityUnits[quantity];
    return { quantity, names: members, units: [...new Set([...spoken, ...usual])] };
  });
}
