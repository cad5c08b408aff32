import type { SchematicComponent } from './sensor-place.ts';

/** From top to bottom: the order in which a circuit diagram is read (ISO 1219-2: actuators above, supply below). */
export const rowNames = ['actuator', 'valve', 'check', 'drive', 'return', 'rest'] as const;
export type RowName = (typeof rowNames)[number];

export interface GridCell {
  readonly component: SchematicComponent;
  readonly row: RowName;
  readonly column: number;
  /** The rest may need several lines. */
  readonly line: number;
}

/** Which component stands at which hydraulic place. */
export interface CircuitRoles {
  readonly drives: readonly { motor?: SchematicComponent; pump?: SchematicComponent; check?: SchematicComponent }[];
  readonly reliefs: readonly SchematicComponent[];
  readonly accumulators: readonly SchematicComponent[];
  readonly consumers: readonly { valve?: SchematicComponent; actuator?: SchematicComponent }[];
  /** Along the return line, the nearest to the tank first. */
  readonly returns: readonly SchematicComponent[];
  readonly tank: SchematicComponent | undefined;
  /** Where in the circuit they stand is not known from their kind: drawn without lines. */
  readonly rest: readonly SchematicComponent[];
}

export function rolesOf(components: readonly SchematicComponent[]): CircuitRoles {
  const of = (...kinds: SchematicComponent['kind'][]) => components.filter(({ kind }) => kinds.includes(kind));
  const [pumps, motors, checks] = [of('pump'), of('motor'), of('check-valve')];
  const [valves, actuators, tanks] = [of('directional-valve'), of('cylinder', 'hydraulic-motor'), of('reservoir')];
  return {
    drives: paired(motors, pumps).map(([motor, pump], i) => ({
      ...(motor && { motor }),
      ...(pump && { pump }),
      ...(pump && checks[i] && { check: checks[i] }),
    })),
    reliefs: of('relief-valve'),
    accumulators: of('accumulator'),
    consumers: paired(valves, actuators).map(([valve, actuator]) => ({ ...(valve && { valve }), ...(actuator && { actuator }) })),
    returns: [...of('filter'), ...of('cooler')],
    tank: tanks[0],
    rest: [...checks.slice(pumps.length), ...tanks.slice(1), ...components.filter(({ kind }) => !drawn.has(kind))],
  };
}

/** Everything else, also a kind that a newer server may know, becomes a labelled box. */
const drawn: ReadonlySet<string> = new Set([
  ...['pump', 'motor', 'check-valve', 'relief-valve', 'accumulator', 'directional-valve'],
  ...['cylinder', 'hydraulic-motor', 'filter', 'cooler', 'reservoir'],
]);

function paired<T>(left: readonly T[], right: readonly T[]): [T | undefined, T | undefined][] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [left[i], right[i]]);
}

/** A column per place along the pressure line; every component in a cell of its own. */
export function gridOf(roles: CircuitRoles): { cells: GridCell[]; columns: number } {
  const cells: GridCell[] = [];
  const put = (component: SchematicComponent | undefined, row: RowName, column: number, line = 0) =>
    component && cells.push({ component, row, column, line });
  let next = 0;
  let tankColumn: number | undefined;
  for (const { motor, pump, check } of roles.drives) {
    if (motor) put(motor, 'drive', next++);
    if (!pump) continue;
    tankColumn ??= next;
    put(check, 'check', next);
    put(pump, 'drive', next++);
  }
  for (const relief of roles.reliefs) put(relief, 'drive', next++);
  for (const accumulator of roles.accumulators) put(accumulator, 'valve', next++);
  for (const { valve, actuator } of roles.consumers) {
    put(valve, 'valve', next);
    put(actuator, 'actuator', next++);
  }
  const first = tankColumn ?? 0;
  put(roles.tank, 'return', first);
  roles.returns.forEach((component, i) => {
    put(component, 'return', first + 1 + i);
  });
  const columns = Math.max(next, first + 1 + roles.returns.length, Math.min(roles.rest.length, 3), 1);
  roles.rest.forEach((component, i) => {
    put(component, 'rest', i % columns, Math.floor(i / columns));
  });
  return { cells, columns };
}
