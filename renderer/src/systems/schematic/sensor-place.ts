import type { Channel, Component, ComponentKind } from '../../../../server/systems/system.schema.ts';

/** What the drawing needs of a component. */
export type SchematicComponent = Pick<Component, 'id' | 'kind' | 'name' | 'nameplate'>;
/** What the drawing needs of a channel. */
export type SchematicChannel = Pick<Channel, 'id' | 'name' | 'signal' | 'quantity' | 'componentId'>;

const actuators = ['cylinder', 'hydraulic-motor', 'directional-valve'] as const;
const returnSide = ['filter', 'cooler', 'reservoir'] as const;

/** Where a canonical signal is measured (hydraulics.md C0), the first kind that the system has. Missing: it belongs to no component. */
const places: Readonly<Partial<Record<NonNullable<SchematicChannel['signal']>, readonly ComponentKind[]>>> = {
  ...{ p_P: ['pump'], p_S: ['pump'], p_C: ['pump'], Q_P: ['pump'], Q_C: ['pump'], T_P: ['pump'], T_C: ['pump'], alpha: ['pump'] },
  ...{ p_A: actuators, p_B: actuators, Q_A: actuators, x: actuators, v: actuators, F: actuators },
  ...{ p_LS: ['directional-valve', 'pump'], u_cmd: ['directional-valve'], i_sol: ['directional-valve'], y_sp: ['directional-valve'] },
  ...{ p_acc: ['accumulator'], dp_F: ['filter'], p_R: returnSide, Q_R: returnSide },
  ...{ Q_cool: ['cooler'], T_ci: ['cooler'], T_co: ['cooler'], T_wi: ['cooler'], T_wo: ['cooler'], CE: ['cooler'], CP: ['cooler'] },
  ...{ P_el: ['motor', 'pump'], I_el: ['motor', 'pump'], n: ['motor', 'pump'], M: ['motor', 'pump'] },
  ...{ v_rms: ['pump', 'motor'], a_hf: ['pump', 'motor'] },
  ...{ L: ['reservoir'], T_T: ['reservoir', 'fluid'], phi_w: ['fluid', 'reservoir'] },
  ...{ c4: ['fluid', 'reservoir'], c6: ['fluid', 'reservoir'], c14: ['fluid', 'reservoir'] },
};

/**
 * The component a channel is measured at: the one that the plant named, else the only one of the signal's kind. null where nobody can say,
 * which includes two pumps and a pressure that names neither.
 */
export function placeOf(channel: SchematicChannel, components: readonly SchematicComponent[]): string | null {
  const named = components.find(({ id }) => id === channel.componentId);
  if (named) return named.id;
  for (const kind of (channel.signal && places[channel.signal]) ?? []) {
    const [first, second] = components.filter((component) => component.kind === kind);
    if (first) return second ? null : first.id;
  }
  return null;
}
